/** What the tests use of jsdom, which brings no types of its own. */
declare module 'jsdom' {
  /** An element as far as the tests read it. */
  export interface PageElement {
    readonly textContent: string;
    readonly lang: string;
    getAttribute(name: string): string | null;
  }
  export interface PageWindow {
    readonly document: {
      readonly documentElement: PageElement;
      querySelectorAll(selector: string): Iterable<PageElement>;
    };
    eval(script: string): unknown;
    close(): void;
  }
  export class VirtualConsole {}
  export class JSDOM {
    constructor(
      html: string,
      options?: { readonly runScripts?: 'outside-only'; readonly virtualConsole?: VirtualConsole },
    );
    readonly window: PageWindow;
  }
}
