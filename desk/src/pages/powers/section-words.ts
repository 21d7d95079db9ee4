import { messages } from '#platform/i18n';

/** What the form and the reading view of a version both say. */
export const m = messages({
  sections: { zh: '本页各部分', en: 'Parts of this page' },
  adjustment: { zh: '这次调整', en: 'This adjustment' },
  reason: { zh: '调整理由', en: 'Reason of the adjustment' },
  basis: { zh: '调整依据', en: 'Basis of the adjustment' },
  class: { zh: '存证级别', en: 'Commitment class' },
  flow: { zh: '运行流程图', en: 'Flow' },
  todo: { zh: '还差 {n} 项', en: '{n} to do' },
});
