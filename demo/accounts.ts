import type { Role } from '#modules/access';

/** One password for every demonstration account: constant, documented, refused in production. */
export const DEMO_PASSWORD = 'chengming-demo';

type DemoAccount = {
  readonly account: string;
  /** A body above, by its key; without it the bureau itself. */
  readonly body?: 'ext-cityLG' | 'ext-prov';
  /** The post whose holder has the account. */
  readonly person: string;
  readonly what: string;
  readonly roles: readonly { readonly role: Role; readonly office?: string }[];
};

/**
 * One account per role of the main job, held by persons of the demonstration bureau and of the bodies it files to, and one for the
 * head of every office, so that a clean-up can be run from its opening to its end.
 */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    account: 'window',
    person: 'post-sp-ck',
    what: '窗口受理岗 / window',
    roles: [{ role: 'handler' }, { role: 'registrar', office: 'office-sp' }],
  },
  { account: 'reviewer', person: 'post-sp-sc', what: '材料审查岗 / reviewer', roles: [{ role: 'handler' }] },
  {
    account: 'inspector',
    person: 'post-sp-hc',
    what: '现场核查岗 / site inspector',
    roles: [{ role: 'handler' }],
  },
  {
    account: 'head',
    person: 'post-sp-cz',
    what: '行政审批处处长 / head of office',
    roles: [
      { role: 'handler' },
      { role: 'office-head', office: 'office-sp' },
      { role: 'registrar', office: 'office-sp' },
    ],
  },
  {
    account: 'leader',
    person: 'post-fj-sp',
    what: '分管副局长 / leader in charge',
    roles: [
      { role: 'handler' },
      { role: 'leader', office: 'office-sp' },
      { role: 'leader', office: 'office-bg' },
    ],
  },
  {
    account: 'chief',
    person: 'post-jz',
    what: '局长、第一责任人 / head of the bureau',
    roles: [{ role: 'handler' }, { role: 'first-responsible' }],
  },
  { account: 'issuer', person: 'post-sp-zd', what: '制证送达岗 / service', roles: [{ role: 'handler' }] },
  {
    account: 'register',
    person: 'post-fg-cz',
    what: '局领导小组办公室 / leading group office',
    roles: [{ role: 'handler' }, { role: 'review-office' }],
  },
  {
    account: 'legal',
    person: 'post-fg-fs',
    what: '法制审核岗，局领导小组办公室成员 / legal review, also of the leading group office',
    roles: [{ role: 'handler' }, { role: 'review-office' }],
  },
  {
    account: 'publisher',
    person: 'post-fg-gk',
    what: '公开审查与发布岗 / disclosure review',
    roles: [{ role: 'handler' }, { role: 'disclosure-reviewer' }],
  },
  {
    account: 'oversight',
    person: 'post-xf-jg',
    what: '事后监管岗 / oversight after the decision',
    roles: [{ role: 'handler' }],
  },
  {
    account: 'window2',
    person: 'post-sp-ck',
    what: '窗口受理岗B角 / second window clerk',
    roles: [{ role: 'handler' }],
  },
  {
    account: 'inspector2',
    person: 'post-sp-hc',
    what: '现场核查岗第二人 / second site inspector',
    roles: [{ role: 'handler' }],
  },
  {
    account: 'oversight-trade',
    person: 'post-lt-jg',
    what: '流通领域事后监管岗 / oversight of trade',
    roles: [{ role: 'handler' }],
  },
  {
    account: 'oversight-labour',
    person: 'post-wj-jg',
    what: '对外劳务合作监管岗 / oversight of labour abroad',
    roles: [{ role: 'handler' }],
  },
  { account: 'checks', person: 'post-zx-jc', what: '行政检查岗 / inspection', roles: [{ role: 'handler' }] },
  {
    account: 'complaints',
    person: 'post-wz-ts',
    what: '外资企业投诉受理岗 / complaints of enterprises',
    roles: [{ role: 'handler' }],
  },
  {
    account: 'supervisor',
    person: 'post-jw-jd',
    what: '机关纪委监督岗 / supervisor',
    roles: [{ role: 'supervisor' }],
  },
  {
    account: 'auditor',
    person: 'post-jw-nb',
    what: '内部审计岗 / internal audit',
    roles: [{ role: 'auditor' }],
  },
  { account: 'operator', person: 'post-bg-yz', what: '运维 / operator', roles: [{ role: 'operator' }] },
  {
    account: 'admin',
    person: 'post-bg-cz',
    what: '机构管理 / organisation administrator',
    roles: [{ role: 'org-admin' }],
  },
  // Their roles come with the offices they head.
  {
    account: 'personnel',
    person: 'post-rs-cz',
    what: '人事处处长 / head of the personnel office',
    roles: [],
  },
  {
    account: 'finance',
    person: 'post-cw-cz',
    what: '财务处处长 / head of the finance office',
    roles: [],
  },
  {
    account: 'market',
    person: 'post-zx-cz',
    what: '市场秩序处处长 / head of the market order office',
    roles: [],
  },
  {
    account: 'consumption',
    person: 'post-xf-cz',
    what: '消费促进处处长 / head of the consumption office',
    roles: [],
  },
  {
    account: 'distribution',
    person: 'post-lt-cz',
    what: '流通业发展处处长 / head of the distribution office',
    roles: [],
  },
  {
    account: 'trade',
    person: 'post-wm-cz',
    what: '对外贸易处处长 / head of the foreign trade office',
    roles: [],
  },
  {
    account: 'investment',
    person: 'post-wz-cz',
    what: '外商投资管理处处长 / head of the foreign investment office',
    roles: [],
  },
  {
    account: 'cooperation',
    person: 'post-wj-cz',
    what: '对外经济合作处处长 / head of the economic cooperation office',
    roles: [],
  },
  {
    account: 'city',
    body: 'ext-cityLG',
    person: 'lg-ky',
    what: '市领导小组办公室，收备案 / government office above',
    roles: [{ role: 'review-office' }],
  },
  {
    account: 'province',
    body: 'ext-prov',
    person: 'pv-ba',
    what: '省商务厅，收备案 / line department above',
    roles: [{ role: 'review-office' }],
  },
  {
    account: 'province-leader',
    body: 'ext-prov',
    person: 'pv-fg-fgld',
    what: '省商务厅分管副厅长，答复是否承接 / leader of the line department, answers whether it takes a power over',
    roles: [{ role: 'leader' }],
  },
];
