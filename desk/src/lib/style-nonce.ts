/**
 * Gives every style element that is made on this page the nonce of its policy. Ant Design passes the nonce to its own
 * styles only: measuring scroll bars and locking the page behind a dialog make style elements without one
 * (`updateCSS` of @rc-component/util), which the policy would refuse.
 */
export function giveStylesTheNonce(nonce: string): void {
  const create = document.createElement.bind(document);
  Object.defineProperty(document, 'createElement', {
    configurable: true,
    value: (name: string, options?: ElementCreationOptions): HTMLElement => {
      const element = create(name, options);
      if (element instanceof HTMLStyleElement) element.nonce = nonce;
      return element;
    },
  });
}
