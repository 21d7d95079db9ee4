export { rulesApi } from './api/rules-api.ts';
export { rulesGoverning, type GoverningRule } from './db/governed.ts';
export { findRuleVersion, type RuleVersion } from './db/rule-reader.ts';
export { RuleContent } from './domain/content.ts';
export type { RuleRefusal } from './domain/errors.ts';
export { GoverningRulesPart, governingWords } from './portal/governing-rules.tsx';
export { rulesPortal } from './portal/rules-portal.tsx';
export { approveRule, publishRule, tableRule } from './use-cases/approve-rule.ts';
export { discardRule, draftRule, editRule, reviseRule } from './use-cases/draft-rule.ts';
