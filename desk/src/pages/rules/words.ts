import { messages } from '#platform/i18n';

export const m = messages({
  title: { zh: '制度文本', en: 'Rules' },
  back: { zh: '← 制度文本', en: '← Rules' },
  name: { zh: '名称', en: 'Title' },
  kind: { zh: '类别', en: 'Kind' },
  number: { zh: '文号', en: 'Document number' },
  office: { zh: '起草处室', en: 'Office' },
  state: { zh: '状态', en: 'State' },
  from: { zh: '施行日期', en: 'In force from' },
  repealFrom: { zh: '废止日期', en: 'Repealed from' },
  articles: { zh: '条文', en: 'Articles' },
  governs: { zh: '管理的事项和环节', en: 'Powers and steps it governs' },
  basis: { zh: '制定依据', en: 'Basis' },
  reason: { zh: '理由', en: 'Reason' },
  whole: { zh: '整个事项', en: 'the power as a whole' },
  need: { zh: '请填写', en: 'Please fill this in' },
  save: { zh: '保存', en: 'Save' },
  draft: { zh: '起草制度', en: 'Draft a rule' },
  repealing: { zh: '废止', en: 'repeal' },
  n: { zh: '第 {n} 版', en: 'version {n}' },
  open: { zh: '未公布', en: 'not published' },
});

export const VIEW_WORDS = messages({
  'in-force': { zh: '现行', en: 'In force' },
  drafts: { zh: '起草中', en: 'Drafts' },
  review: { zh: '审核中', en: 'Under review' },
  repealed: { zh: '已废止', en: 'Repealed' },
});
