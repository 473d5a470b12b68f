import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { PARTIAL } from './partial.ts';

/** A file that is written piece by piece beside its name and renamed when it is whole and on disk. */
export class WholeFile {
  private readonly path: string;
  private readonly handle: FileHandle;
  private readonly hash = createHash('sha256');

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.handle = handle;
  }

  static async open(path: string): Promise<WholeFile> {
    return new WholeFile(path, await open(path + PARTIAL, 'w'));
  }

  /** Adds bytes at the end. */
  async write(bytes: Uint8Array): Promise<void> {
    this.hash.update(bytes);
    for (let at = 0; at < bytes.length;) at += (await this.handle.write(bytes, at)).bytesWritten;
  }

  /** Gives the file its name. Answers its SHA-256. */
  async finish(): Promise<string> {
    await this.handle.sync();
    await this.handle.close();
    await rename(this.path + PARTIAL, this.path);
    return this.hash.digest('hex');
  }

  /** Takes away what was written, unless it is whole. */
  async discard(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    await rm(this.path + PARTIAL, { force: true });
  }
}

/** Writes a small file beside its name and renames it. Answers its SHA-256. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<string> {
  const file = await WholeFile.open(path);
  try {
    await file.write(typeof content === 'string' ? Buffer.from(content) : content);
    return await file.finish();
  } catch (error) {
    await file.discard();
    throw error;
  }
}
