import { useEffect, useRef } from 'react';

/** Keys of a page: `mod+s`, `mod+enter`, or a letter alone, which counts only while nothing is being typed. */
export function useShortcuts(keys: Readonly<Record<string, () => void>>, on = true): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    if (!on) return undefined;
    const listen = (event: KeyboardEvent): void => {
      const mod = event.ctrlKey || event.metaKey;
      const name = `${mod ? 'mod+' : ''}${event.key.toLowerCase()}`;
      const act = current.current[name];
      if (!act || event.altKey || event.isComposing) return;
      if (!mod && (isTyping(event.target) || document.querySelector('.ant-modal-wrap'))) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [on]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
