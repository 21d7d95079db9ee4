export { clarificationApi } from './api/clarification-api.ts';
export { askDueComparisons, clarificationJobs, clarificationLoops } from './jobs/clarification-jobs.ts';
export { askComparison, compareList } from './use-cases/compare-list.ts';
export { decideFinding, type DecideInput } from './use-cases/decide-finding.ts';
export { discuss } from './use-cases/discuss.ts';
