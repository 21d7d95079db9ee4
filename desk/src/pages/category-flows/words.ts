import { messages } from '#platform/i18n';

export const m = messages({
  title: { zh: '分类权力通用流程', en: 'General flows by category' },
  back: { zh: '← 通用流程', en: '← General flows' },
  kind: { zh: '权力类别', en: 'Category of power' },
  name: { zh: '名称', en: 'Title' },
  office: { zh: '起草处室', en: 'Office' },
  from: { zh: '施行日期', en: 'In force from' },
  reason: { zh: '修订理由', en: 'Why it is revised' },
  need: { zh: '请填写', en: 'Please fill this in' },
  n: { zh: '第 {n} 版', en: 'version {n}' },
  revise: { zh: '开始新版本', en: 'Begin a new version' },
  end: { zh: '终止', en: 'End it' },
  endFrom: { zh: '终止日期', en: 'In force no more from' },
  endReason: { zh: '终止理由', en: 'Why it ends' },
  ending: { zh: '终止', en: 'ending' },
  endedOn: { zh: '自 {day} 起终止', en: 'ended from {day}' },
});
