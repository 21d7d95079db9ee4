import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { meQuery } from './lib/session.tsx';
import { NotFound } from './shell/not-found.tsx';

type RouterContext = { readonly queries: QueryClient };

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet });

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { readonly to?: string } =>
    typeof search['to'] === 'string' ? { to: search['to'] } : {},
  component: lazyRouteComponent(() => import('./pages/login/login-page.tsx'), 'LoginPage'),
});

/** Everything behind the login; who is not logged in is asked to, and comes back to the page they wanted. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.ensureQueryData(meQuery);
    // oxlint-disable-next-line typescript/only-throw-error -- the router asks for a thrown redirect
    if (!me) throw redirect({ to: '/login', search: { to: location.href } });
  },
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/home/home-page.tsx'), 'HomePage'),
});

const powers = createRoute({
  getParentRoute: () => shell,
  path: '/powers',
  component: lazyRouteComponent(() => import('./pages/powers/powers-page.tsx'), 'PowersPage'),
});
const newPower = createRoute({
  getParentRoute: () => shell,
  path: '/powers/new',
  component: lazyRouteComponent(() => import('./pages/powers/new-power-page.tsx'), 'NewPowerPage'),
});
const importItems = createRoute({
  getParentRoute: () => shell,
  path: '/powers/import',
  component: lazyRouteComponent(() => import('./pages/import/import-page.tsx'), 'ImportPage'),
});
const powerVersion = createRoute({
  getParentRoute: () => shell,
  path: '/powers/$versionId',
  component: lazyRouteComponent(() => import('./pages/powers/version-page.tsx'), 'VersionPage'),
});
const simplification = createRoute({
  getParentRoute: () => shell,
  path: '/powers/$versionId/simplification',
  component: lazyRouteComponent(
    () => import('./pages/simplification/simplification-page.tsx'),
    'SimplificationPage',
  ),
});
const drawFlow = createRoute({
  getParentRoute: () => shell,
  path: '/flows/$draftId',
  component: lazyRouteComponent(() => import('./pages/flows/flow-page.tsx'), 'FlowPage'),
});
const walkDrawing = createRoute({
  getParentRoute: () => shell,
  path: '/flows/$draftId/walk',
  component: lazyRouteComponent(() => import('./pages/flows/walk-page.tsx'), 'WalkDrawingPage'),
});
const walkVersion = createRoute({
  getParentRoute: () => shell,
  path: '/powers/$versionId/walk',
  component: lazyRouteComponent(() => import('./pages/flows/walk-page.tsx'), 'WalkVersionPage'),
});
const cases = createRoute({
  getParentRoute: () => shell,
  path: '/cases',
  component: lazyRouteComponent(() => import('./pages/cases/cases-page.tsx'), 'CasesPage'),
});
const oneCase = createRoute({
  getParentRoute: () => shell,
  path: '/cases/$caseId',
  component: lazyRouteComponent(() => import('./pages/cases/case-page.tsx'), 'CasePage'),
});
const deviations = createRoute({
  getParentRoute: () => shell,
  path: '/deviations',
  component: lazyRouteComponent(() => import('./pages/cases/deviations-page.tsx'), 'DeviationsPage'),
});
const campaigns = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns',
  component: lazyRouteComponent(() => import('./pages/campaigns/campaigns-page.tsx'), 'CampaignsPage'),
});
const oneCampaign = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns/$campaignId',
  component: lazyRouteComponent(() => import('./pages/campaigns/campaign-page.tsx'), 'CampaignPage'),
});
const campaignReport = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns/$campaignId/report',
  component: lazyRouteComponent(() => import('./pages/campaigns/report-page.tsx'), 'ReportPage'),
});
const campaignTask = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns/tasks/$taskId',
  component: lazyRouteComponent(() => import('./pages/campaigns/task-page.tsx'), 'TaskPage'),
});
const clarification = createRoute({
  getParentRoute: () => shell,
  path: '/clarification',
  component: lazyRouteComponent(
    () => import('./pages/clarification/clarification-page.tsx'),
    'ClarificationPage',
  ),
});
const oneFinding = createRoute({
  getParentRoute: () => shell,
  path: '/clarification/$findingId',
  component: lazyRouteComponent(() => import('./pages/clarification/finding-page.tsx'), 'FindingPage'),
});
const handover = createRoute({
  getParentRoute: () => shell,
  path: '/handovers/$handoverId',
  component: lazyRouteComponent(() => import('./pages/clarification/handover-page.tsx'), 'HandoverPage'),
});
const laws = createRoute({
  getParentRoute: () => shell,
  path: '/laws',
  component: lazyRouteComponent(() => import('./pages/laws/laws-page.tsx'), 'LawsPage'),
});
const oneLaw = createRoute({
  getParentRoute: () => shell,
  path: '/laws/$lawId',
  component: lazyRouteComponent(() => import('./pages/laws/law-page.tsx'), 'LawPage'),
});
const categoryFlows = createRoute({
  getParentRoute: () => shell,
  path: '/category-flows',
  component: lazyRouteComponent(
    () => import('./pages/category-flows/category-flows-page.tsx'),
    'CategoryFlowsPage',
  ),
});
const oneCategoryFlow = createRoute({
  getParentRoute: () => shell,
  path: '/category-flows/$versionId',
  component: lazyRouteComponent(
    () => import('./pages/category-flows/category-flow-page.tsx'),
    'CategoryFlowPage',
  ),
});
const rules = createRoute({
  getParentRoute: () => shell,
  path: '/rules',
  component: lazyRouteComponent(() => import('./pages/rules/rules-page.tsx'), 'RulesPage'),
});
const newRule = createRoute({
  getParentRoute: () => shell,
  path: '/rules/new',
  component: lazyRouteComponent(() => import('./pages/rules/new-rule-page.tsx'), 'NewRulePage'),
});
const oneRule = createRoute({
  getParentRoute: () => shell,
  path: '/rules/$versionId',
  component: lazyRouteComponent(() => import('./pages/rules/rule-page.tsx'), 'RulePage'),
});
const filings = createRoute({
  getParentRoute: () => shell,
  path: '/filings',
  component: lazyRouteComponent(() => import('./pages/filing/filings-page.tsx'), 'FilingsPage'),
});
const onePackage = createRoute({
  getParentRoute: () => shell,
  path: '/filings/$packageId',
  component: lazyRouteComponent(() => import('./pages/filing/package-page.tsx'), 'PackagePage'),
});
const filingInbox = createRoute({
  getParentRoute: () => shell,
  path: '/filing-inbox',
  component: lazyRouteComponent(() => import('./pages/filing/inbox-page.tsx'), 'InboxPage'),
});
const receivedPackage = createRoute({
  getParentRoute: () => shell,
  path: '/filing-inbox/$packageId',
  component: lazyRouteComponent(() => import('./pages/filing/received-page.tsx'), 'ReceivedPage'),
});
const reconciliation = createRoute({
  getParentRoute: () => shell,
  path: '/filing-senders/$senderId',
  component: lazyRouteComponent(() => import('./pages/filing/reconciliation-page.tsx'), 'ReconciliationPage'),
});
const deliberation = createRoute({
  getParentRoute: () => shell,
  path: '/deliberation',
  component: lazyRouteComponent(
    () => import('./pages/deliberation/deliberation-page.tsx'),
    'DeliberationPage',
  ),
});
const oneMeeting = createRoute({
  getParentRoute: () => shell,
  path: '/deliberation/$meetingId',
  component: lazyRouteComponent(() => import('./pages/deliberation/meeting-page.tsx'), 'MeetingPage'),
});
const minutesOfMeeting = createRoute({
  getParentRoute: () => shell,
  path: '/deliberation/$meetingId/minutes',
  component: lazyRouteComponent(() => import('./pages/deliberation/minutes-page.tsx'), 'MinutesPage'),
});
const nonpublic = createRoute({
  getParentRoute: () => shell,
  path: '/nonpublic',
  validateSearch: (search: Record<string, unknown>): { readonly state?: string } =>
    typeof search['state'] === 'string' ? { state: search['state'] } : {},
  component: lazyRouteComponent(() => import('./pages/exceptions/exceptions-page.tsx'), 'ExceptionsPage'),
});
const newException = createRoute({
  getParentRoute: () => shell,
  path: '/nonpublic/new',
  validateSearch: (
    search: Record<string, unknown>,
  ): { readonly of?: 'power' | 'case' | 'rule'; readonly id?: string } =>
    (search['of'] === 'power' || search['of'] === 'case' || search['of'] === 'rule') &&
    typeof search['id'] === 'string'
      ? { of: search['of'], id: search['id'] }
      : {},
  component: lazyRouteComponent(() => import('./pages/exceptions/request-page.tsx'), 'RequestPage'),
});
const oneException = createRoute({
  getParentRoute: () => shell,
  path: '/nonpublic/$exceptionId',
  component: lazyRouteComponent(() => import('./pages/exceptions/exception-page.tsx'), 'ExceptionPage'),
});
const reviews = createRoute({
  getParentRoute: () => shell,
  path: '/reviews',
  component: lazyRouteComponent(() => import('./pages/disclosure/reviews-page.tsx'), 'ReviewsPage'),
});
const oneReview = createRoute({
  getParentRoute: () => shell,
  path: '/reviews/$publicationId',
  component: lazyRouteComponent(() => import('./pages/disclosure/review-page.tsx'), 'ReviewPage'),
});
const obligations = createRoute({
  getParentRoute: () => shell,
  path: '/obligations',
  validateSearch: (
    search: Record<string, unknown>,
  ): { readonly state?: string; readonly mine?: boolean; readonly agency?: string } => ({
    ...(search['state'] === 'late' || search['state'] === 'open' ? { state: search['state'] } : {}),
    ...(search['mine'] === true ? { mine: true } : {}),
    ...(typeof search['agency'] === 'string' ? { agency: search['agency'] } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/disclosure/obligations-page.tsx'), 'ObligationsPage'),
});
const published = createRoute({
  getParentRoute: () => shell,
  path: '/published',
  validateSearch: (search: Record<string, unknown>): { readonly q?: string } =>
    typeof search['q'] === 'string' || typeof search['q'] === 'number' ? { q: String(search['q']) } : {},
  component: lazyRouteComponent(() => import('./pages/disclosure/published-page.tsx'), 'PublishedPage'),
});
const publishedRecord = createRoute({
  getParentRoute: () => shell,
  path: '/published/$rid',
  component: lazyRouteComponent(() => import('./pages/disclosure/record-page.tsx'), 'RecordPage'),
});
const organisation = createRoute({
  getParentRoute: () => shell,
  path: '/organisation',
  validateSearch: (search: Record<string, unknown>): { readonly agency?: string; readonly tab?: string } => ({
    ...(typeof search['agency'] === 'string' ? { agency: search['agency'] } : {}),
    ...(typeof search['tab'] === 'string' ? { tab: search['tab'] } : {}),
  }),
  component: lazyRouteComponent(
    () => import('./pages/organisation/organisation-page.tsx'),
    'OrganisationPage',
  ),
});
const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/account/account-page.tsx'), 'AccountPage'),
});

const tree = root.addChildren([
  login,
  shell.addChildren([
    home,
    powers,
    newPower,
    importItems,
    powerVersion,
    simplification,
    drawFlow,
    walkDrawing,
    walkVersion,
    cases,
    oneCase,
    deviations,
    campaigns,
    oneCampaign,
    campaignReport,
    campaignTask,
    clarification,
    oneFinding,
    handover,
    laws,
    oneLaw,
    categoryFlows,
    oneCategoryFlow,
    rules,
    newRule,
    oneRule,
    filings,
    onePackage,
    filingInbox,
    receivedPackage,
    reconciliation,
    deliberation,
    oneMeeting,
    minutesOfMeeting,
    nonpublic,
    newException,
    oneException,
    reviews,
    oneReview,
    obligations,
    published,
    publishedRecord,
    organisation,
    account,
  ]),
]);

export function createDeskRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    basepath: '/desk',
    context: { queries },
    defaultPreload: 'intent',
    defaultNotFoundComponent: NotFound,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDeskRouter>;
  }
}
