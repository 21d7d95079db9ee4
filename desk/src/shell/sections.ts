import type { Message } from '#platform/i18n';
import type { Me } from '../lib/session.tsx';

type Section = {
  readonly to: string;
  readonly label: Message;
  /** Roles that may open it; empty means everybody who is logged in. The server decides again on every call. */
  readonly roles: readonly string[];
  /** The role counts only where it is held for the whole agency. */
  readonly wholeAgency?: true;
  /** There is something in it also for a body that takes filings and has no power of its own. */
  readonly above?: true;
};

/** The desk's sections in the order of a working day. */
const sections: readonly Section[] = [
  { to: '/', label: { zh: '我的工作', en: 'My work' }, roles: [], above: true },
  { to: '/cases', label: { zh: '办件', en: 'Cases' }, roles: [] },
  {
    to: '/deviations',
    label: { zh: '流程偏离和移版', en: 'Departures' },
    roles: ['office-head', 'leader', 'first-responsible', 'review-office', 'supervisor', 'auditor'],
  },
  {
    to: '/powers',
    label: { zh: '权责清单', en: 'Powers' },
    roles: [
      'registrar',
      'office-head',
      'leader',
      'first-responsible',
      'review-office',
      'supervisor',
      'auditor',
    ],
  },
  {
    to: '/campaigns',
    label: { zh: '清权', en: 'Clean-up' },
    roles: [
      'registrar',
      'office-head',
      'leader',
      'first-responsible',
      'review-office',
      'supervisor',
      'auditor',
    ],
  },
  {
    to: '/clarification',
    label: { zh: '厘权', en: 'Clarification' },
    roles: [
      'registrar',
      'office-head',
      'leader',
      'first-responsible',
      'review-office',
      'supervisor',
      'auditor',
    ],
  },
  {
    to: '/powers/import',
    label: { zh: '导入事项', en: 'Import' },
    roles: ['registrar', 'review-office'],
    wholeAgency: true,
    above: true,
  },
  { to: '/category-flows', label: { zh: '通用流程', en: 'General flows' }, roles: [] },
  { to: '/laws', label: { zh: '依据库', en: 'Legal basis' }, roles: [], above: true },
  { to: '/rules', label: { zh: '制度文本', en: 'Rules' }, roles: [] },
  {
    to: '/filings',
    label: { zh: '备案报送', en: 'Filing upward' },
    roles: ['leader', 'first-responsible', 'review-office', 'supervisor', 'auditor'],
    wholeAgency: true,
  },
  {
    to: '/filing-inbox',
    label: { zh: '下级备案', en: 'Filings from below' },
    roles: ['leader', 'first-responsible', 'review-office', 'supervisor', 'auditor'],
    wholeAgency: true,
    above: true,
  },
  {
    to: '/deliberation',
    label: { zh: '集体审议', en: 'Deliberation' },
    roles: ['office-head', 'leader', 'first-responsible', 'review-office', 'supervisor', 'auditor'],
  },
  {
    to: '/reviews',
    label: { zh: '公开审查', en: 'Review' },
    roles: ['disclosure-reviewer', 'supervisor'],
  },
  { to: '/nonpublic', label: { zh: '不公开目录', en: 'Non-public' }, roles: [] },
  { to: '/obligations', label: { zh: '应公开事项', en: 'Owed' }, roles: [] },
  {
    to: '/published',
    label: { zh: '已公开的记录', en: 'Published' },
    roles: ['disclosure-reviewer', 'leader', 'first-responsible', 'supervisor'],
  },
  { to: '/organisation', label: { zh: '机构和人员', en: 'Organisation' }, roles: [], above: true },
];

/** Roles that somebody holds for the whole agency, not for one office. */
export function agencyRolesOf({ roleOffices }: Pick<Me, 'roleOffices'>): readonly string[] {
  return roleOffices.flatMap(({ role, officeId }) => (officeId === null ? [role] : []));
}

/** The sections that this person has something to do in. */
export function sectionsFor(me: Pick<Me, 'roles' | 'roleOffices' | 'agency'>): readonly Section[] {
  return sections.filter(
    ({ roles, wholeAgency, above }) =>
      (roles.length === 0 ||
        (wholeAgency === true ? agencyRolesOf(me) : me.roles).some((role) => roles.includes(role))) &&
      (above === true || !me.agency.takesFilingsOnly),
  );
}
