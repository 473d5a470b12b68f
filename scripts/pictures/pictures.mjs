import { pictureOfHome } from './home.mjs';
import { pictureOfMonth } from './month.mjs';

/** The drawn pictures of the docs, by the name of their file. */
export function drawnPictures(kit) {
  return { 'a-month.svg': pictureOfMonth(kit), 'a-home.svg': pictureOfHome(kit) };
}
