import type { RoleName } from '#modules/access/contract';
import type { AgencyChart } from '#modules/organisation/contract';
import { messages, type Message } from '#platform/i18n';

export type Office = AgencyChart['offices'][number];
export type Post = AgencyChart['posts'][number];

export const m = messages({
  title: { zh: '机构和人员', en: 'Organisation' },
  parts: { zh: '机构和岗位', en: 'Offices and posts' },
  people: { zh: '人员', en: 'Staff' },
  accounts: { zh: '账号和角色', en: 'Accounts and roles' },
  edit: { zh: '修改', en: 'Edit' },
  save: { zh: '保存', en: 'Save' },
  need: { zh: '请填写', en: 'Please fill this in' },
  reload: { zh: '看最新内容', en: 'See how it stands now' },
  none: { zh: '无', en: 'none' },
  readOnly: {
    zh: '您可以查看，由机构管理员修改。',
    en: 'You may read this; organisation administrators change it.',
  },

  below: { zh: '下级机关', en: 'Bodies below' },
  above: { zh: '上级机关', en: 'Body above' },
  addBody: { zh: '登记下级机关', en: 'Register a body below' },
  editBody: { zh: '修改机关信息', en: 'Edit the body' },
  slug: { zh: '网址名（小写字母、数字、-）', en: 'Name in addresses (a-z, 0-9, -)' },
  name: { zh: '名称', en: 'Name' },
  kind: { zh: '性质', en: 'Kind' },
  level: { zh: '层级', en: 'Level' },
  division: { zh: '行政区划代码（6 位）', en: 'Division code (6 digits)' },
  divisionWrong: { zh: '应为 6 位数字', en: '6 digits are needed' },
  uscc: { zh: '统一社会信用代码（18 位）', en: 'Credit code (18 characters)' },
  usccLength: { zh: '应为 18 位，现在是 {n} 位', en: '18 characters are needed; there are {n}' },
  usccCharacter: { zh: '第 {n} 位“{c}”不是代码用的字符', en: 'Character {n}, “{c}”, is not used in codes' },
  usccArea: { zh: '第 3 至 8 位应为数字', en: 'Characters 3 to 8 must be digits' },
  usccCheck: { zh: '校验位不对，请核对有没有输错', en: 'The check character does not fit; look for a slip' },
  address: { zh: '地址', en: 'Address' },
  phone: { zh: '电话', en: 'Phone' },
  hours: { zh: '办公时间', en: 'Hours' },
  first: { zh: '第一责任人', en: 'First responsible person' },
  substitute: {
    zh: '替代安排（机构较小、审批与监管确实无法分开时填写，向社会公开）',
    en: 'Substitute arrangement (only where a small body cannot keep approval and supervision apart; public)',
  },

  apart: { zh: '没有人既办理又监督。', en: 'Nobody both handles and supervises.' },
  exempt: {
    zh: '{name}既办理又监督：第一责任人，按规定除外，门户上注明。',
    en: '{name} both handles and supervises: exempt as first responsible person, and shown as such.',
  },
  together: {
    zh: '{name}既办理又监督，不符合规定，请调整任职。',
    en: '{name} both handles and supervises, against the rule: change the assignment.',
  },

  office: { zh: '处室', en: 'Office' },
  addOffice: { zh: '增加处室', en: 'Add an office' },
  editOffice: { zh: '修改处室', en: 'Edit the office' },
  functions: { zh: '职能', en: 'Functions' },
  leader: { zh: '分管领导（主管责任人）', en: 'Leader in charge' },
  head: { zh: '处室负责人', en: 'Head of the office' },
  leaderIs: { zh: '分管领导：{name}', en: 'Leader in charge: {name}' },
  headIs: { zh: '处室负责人：{name}', en: 'Head of the office: {name}' },
  behalfIs: { zh: '代替{name}（{reason}）', en: 'for {name} ({reason})' },
  sort: { zh: '排序', en: 'Order' },

  post: { zh: '岗位', en: 'Post' },
  addPost: { zh: '增加岗位', en: 'Add a post' },
  editPost: { zh: '修改岗位', en: 'Edit the post' },
  postKind: { zh: '岗位类别', en: 'Kind of post' },
  duties: { zh: '职责', en: 'Duties' },
  who: { zh: '在岗人员', en: 'Held by' },
  vacant: { zh: '暂缺', en: 'vacant' },
  noPosts: { zh: '还没有岗位。', en: 'No posts yet.' },

  assign: { zh: '任职', en: 'Assign' },
  assignTitle: { zh: '任职：{post}', en: 'Assign to {post}' },
  how: { zh: '方式', en: 'As' },
  holder: { zh: '在岗（A角）', en: 'holder' },
  deputy: { zh: 'B角', en: 'deputy' },
  delegate: { zh: '受委托', en: 'by delegation' },
  handOver: { zh: '委托', en: 'Delegate' },
  person: { zh: '人员', en: 'Person' },
  onBehalf: { zh: '代替谁（委托人）', en: 'On behalf of' },
  from: { zh: '自', en: 'From' },
  to: { zh: '至（含当日）', en: 'To (inclusive)' },
  toOpen: { zh: '至（含当日，不填为长期）', en: 'To (inclusive; empty goes on)' },
  reason: { zh: '委托原因', en: 'Why' },
  span: { zh: '{from} 至 {to}', en: '{from} to {to}' },
  since: { zh: '自 {from}', en: 'since {from}' },
  end: { zh: '结束', en: 'End' },
  endTitle: { zh: '结束任职：{name}', en: 'End the assignment of {name}' },
  lastDay: { zh: '最后一天（含当日）', en: 'Last day (inclusive)' },

  addPerson: { zh: '增加人员', en: 'Add a person' },
  editPerson: { zh: '修改人员', en: 'Edit the person' },
  personName: { zh: '姓名', en: 'Name' },
  staffNo: { zh: '工号', en: 'Staff no.' },
  jobTitle: { zh: '职务', en: 'Title' },
  state: { zh: '状态', en: 'State' },
  here: { zh: '在职', en: 'in service' },
  left: { zh: '已离开', en: 'left' },
  leave: {
    zh: '在职（取消后，此人的全部任职今天结束，任职记录保留）',
    en: 'In service (unticked: every assignment ends today and stays on record)',
  },
  posts: { zh: '岗位', en: 'Posts' },
  find: { zh: '按姓名或工号查找', en: 'Find by name or staff no.' },

  account: { zh: '账号', en: 'Account' },
  addAccount: { zh: '开设账号', en: 'Open an account' },
  accountName: { zh: '账号名（小写字母、数字、. _ -）', en: 'Account name (a-z, 0-9, . _ -)' },
  accountWrong: { zh: '2 至 64 个小写字母、数字或 . _ -', en: '2 to 64 of a-z, 0-9, . _ -' },
  firstPassword: { zh: '初始密码（至少 10 个字符）', en: 'First password (at least 10 characters)' },
  roles: { zh: '角色', en: 'Roles' },
  grant: { zh: '授予角色', en: 'Grant a role' },
  grantTitle: { zh: '授予角色：{name}', en: 'Grant a role to {name}' },
  role: { zh: '角色', en: 'Role' },
  where: { zh: '范围', en: 'Where' },
  whole: { zh: '全机关', en: 'the whole agency' },
  revoke: { zh: '撤回“{role}”？', en: 'Take “{role}” back?' },
  factor: { zh: '动态验证码', en: 'One-time codes' },
  on: { zh: '已启用', en: 'on' },
  off: { zh: '未启用', en: 'off' },
  open: { zh: '可用', en: 'open' },
  closed: { zh: '已停用', en: 'closed' },
  close: { zh: '停用', en: 'Close' },
  reopen: { zh: '恢复', en: 'Open again' },
  reset: { zh: '重设密码', en: 'Set a password' },
  resetTitle: { zh: '重设密码：{name}', en: 'Set a password for {name}' },
  resetDone: {
    zh: '此人的全部登录会退出。请当面告知新密码，并请其登录后修改。',
    en: 'All their sessions end. Tell them the password in person; they should change it.',
  },
  dropFactor: { zh: '解除动态验证码', en: 'Remove one-time codes' },
  sure: { zh: '确定？', en: 'Sure?' },
  yourself: { zh: '本人（不能改自己的）', en: 'you (not by yourself)' },
  ruleApart: {
    zh: '监督、审计与办理、审批、管理不能由同一人担任。运维开设账号但不能授予角色，机构管理员授予角色但不能设密码。',
    en: 'Nobody both supervises or audits and handles, approves or administers. Operators open accounts and grant no roles; administrators grant roles and set no passwords.',
  },
});

export const ROLE_WORDS: Readonly<Record<RoleName, Message>> = {
  registrar: { zh: '事项登记员', en: 'registrar of powers' },
  'office-head': { zh: '处室负责人', en: 'head of office' },
  leader: { zh: '分管领导', en: 'leader in charge' },
  'first-responsible': { zh: '第一责任人', en: 'first responsible person' },
  'review-office': { zh: '领导小组办公室', en: 'leading group office' },
  'disclosure-reviewer': { zh: '公开审查员', en: 'disclosure reviewer' },
  handler: { zh: '办理人员', en: 'handler' },
  supervisor: { zh: '监督人员', en: 'supervisor' },
  auditor: { zh: '内部审计', en: 'auditor' },
  'org-admin': { zh: '机构管理员', en: 'organisation administrator' },
  operator: { zh: '运维', en: 'operator' },
};

export const OFFICE_KIND_WORDS: Readonly<Record<string, Message>> = {
  leadership: { zh: '领导班子', en: 'leadership' },
  office: { zh: '处室', en: 'office' },
  supervision: { zh: '监督处室', en: 'supervises' },
  'supervision-external': { zh: '派驻监督', en: 'supervises from outside' },
};

export const POST_KIND_WORDS: Readonly<Record<string, Message>> = {
  leader: { zh: '领导', en: 'leader' },
  head: { zh: '处室负责人', en: 'head of office' },
  window: { zh: '窗口', en: 'window' },
  handler: { zh: '经办', en: 'handling' },
  reviewer: { zh: '审查', en: 'review' },
  supervisor: { zh: '监督', en: 'supervision' },
  collective: { zh: '集体研究', en: 'collective' },
};

export const AGENCY_KIND_WORDS: Readonly<Record<string, Message>> = {
  administrative: { zh: '行政机关', en: 'administrative agency' },
  party: { zh: '党组织', en: 'party organ' },
  institution: { zh: '事业单位', en: 'public institution' },
  enterprise: { zh: '国有企业', en: 'state-owned enterprise' },
  supervision: { zh: '监督机构', en: 'supervision body' },
  government: { zh: '政府主管部门', en: 'government office in charge' },
};

export const LEVEL_WORDS: Readonly<Record<string, Message>> = {
  '1': { zh: '国家级', en: 'National' },
  '2': { zh: '省级', en: 'Province' },
  '3': { zh: '市级', en: 'City' },
  '4': { zh: '县级', en: 'County' },
  '5': { zh: '乡镇级', en: 'Township' },
  '6': { zh: '村居', en: 'Village' },
};
