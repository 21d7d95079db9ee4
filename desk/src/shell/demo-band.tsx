import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useLanguage } from '../lib/language.tsx';

const m = messages({
  demo: {
    zh: '演示数据。机关、人员、编码和办件都是虚构的，法律条文以公报为准。',
    en: 'Demonstration data. Agency, people, codes and cases are made up; for the law, the official gazette prevails.',
  },
});

/** On every page of a demonstration: that it is one. */
export function DemoBand(): ReactNode {
  const { say } = useLanguage();
  const demo = document.querySelector('meta[name="demo"]')?.getAttribute('content') === 'yes';
  return demo ? <p className="desk-demo">{say(m.demo)}</p> : null;
}
