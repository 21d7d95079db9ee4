import { messages } from '#platform/i18n';

export const pageWords = messages({
  agencies: { zh: '机关', en: 'Agencies' },
  lead: {
    zh: '行使权力的机关，以及每个岗位由谁负责。',
    en: 'The bodies that hold powers, and who is responsible at each post.',
  },
  none: { zh: '还没有登记机关', en: 'No agency is registered yet' },
  name: { zh: '名称', en: 'Name' },
  kind: { zh: '性质', en: 'Kind' },
  level: { zh: '层级', en: 'Level' },
  parent: { zh: '上级机关', en: 'Body above' },
  below: { zh: '下级机关', en: 'Bodies below' },
  division: { zh: '行政区划代码', en: 'Division code' },
  uscc: { zh: '统一社会信用代码', en: 'Credit code' },
  powers: { zh: '查看权责清单', en: 'See its powers' },
  charge: { zh: '分级负责', en: 'Who answers for what' },
  first: { zh: '第一责任人', en: 'First responsible person' },
  office: { zh: '处室', en: 'Office' },
  leader: { zh: '主管责任人（分管领导）', en: 'Leader in charge' },
  head: { zh: '处室负责人', en: 'Head of office' },
  group: { zh: '领导小组', en: 'Leading group' },
  contact: { zh: '地址与时间', en: 'Address and hours' },
  address: { zh: '地址', en: 'Address' },
  hours: { zh: '办公时间', en: 'Hours' },
  phone: { zh: '电话', en: 'Phone' },
  window: { zh: '办事窗口', en: 'Service window' },
  offices: { zh: '内设机构和岗位', en: 'Offices and posts' },
  supervises: { zh: '监督处室', en: 'supervises' },
  post: { zh: '岗位', en: 'Post' },
  duties: { zh: '职责', en: 'Duties' },
  holder: { zh: '在岗人员（工号）', en: 'Held by (staff no.)' },
  deputy: { zh: '{no}（B角）', en: '{no} (deputy)' },
  delegate: { zh: '{no}（受委托，至 {until}）', en: '{no} (acting until {until})' },
  vacant: { zh: '暂缺', en: 'vacant' },
  supervision: { zh: '审批与监管相分离', en: 'Approval and supervision apart' },
  watches: { zh: '由谁监督', en: 'Who supervises' },
  scope: { zh: '监督范围', en: 'What it may see' },
  independence: { zh: '独立性', en: 'Independence' },
  apart: {
    zh: '没有人既办理又监督。',
    en: 'Nobody both handles and supervises.',
  },
  exempt: {
    zh: '{name}既办理又监督：第一责任人，按规定除外。',
    en: '{name} both handles and supervises: exempt as first responsible person.',
  },
  finding: {
    zh: '{name}既办理又监督，不符合规定。',
    en: '{name} both handles and supervises, against the rule.',
  },
  substitute: { zh: '替代安排', en: 'Substitute arrangement' },
  complain: { zh: '向谁投诉', en: 'Where to complain' },
  receives: { zh: '受理', en: 'Takes' },
});

export const levelWords = messages({
  '1': { zh: '国家级', en: 'National' },
  '2': { zh: '省级', en: 'Province' },
  '3': { zh: '市级', en: 'City' },
  '4': { zh: '县级', en: 'County' },
  '5': { zh: '乡镇级', en: 'Township' },
  '6': { zh: '村居', en: 'Village' },
});

export const kindWords = messages({
  administrative: { zh: '行政机关', en: 'administrative agency' },
  party: { zh: '党组织', en: 'party organ' },
  institution: { zh: '事业单位', en: 'public institution' },
  enterprise: { zh: '国有企业', en: 'state-owned enterprise' },
  supervision: { zh: '监督机构', en: 'supervision body' },
  government: { zh: '政府主管部门', en: 'government office in charge' },
});
