export { checkFlow, examineFlow, type CheckedFlow } from './domain/check-flow.ts';
export { parseFlow, type ParsedFlow } from './domain/parse-flow.ts';
export { compileFlow } from './domain/compile-flow.ts';
export { flowTableSchema, isStep, isWork } from './domain/flow-table.ts';
export type { FlowEdge, FlowNode, FlowPost, FlowTable, NodeKind } from './domain/flow-table.ts';
export { diagramSchema, type Diagram } from './domain/diagram.ts';
export { markingSchema, MAX_MARKING_BYTES, type Marking } from './domain/marking.ts';
export { openSteps, reachedEnd, start, step } from './domain/interpreter.ts';
export type { FlowEvent, FlowStep, OpenStep } from './domain/interpreter.ts';
export type { Facts, Literal } from './domain/condition.ts';
export type { FlowIssue, FlowIssueCode, StepRefusal } from './domain/errors.ts';
export { soundness, type Soundness } from './domain/soundness.ts';
export { reroute, stepsPassedOver, transferMarking, type Transfer } from './domain/reroute.ts';
export { flowKindOf, lawfulness, type FlowTerms } from './domain/lawfulness.ts';
export { limitSchema, type Limit } from './domain/limit.ts';
export { CLOCK_CLASSES, FLOW_KINDS, STEP_ROLES } from './domain/gov-vocabulary.ts';
export type { ClockClass, FlowKind, StepRole } from './domain/gov-vocabulary.ts';
export { govDescriptor, GOV_NAMESPACE } from './domain/gov-descriptor.ts';
export { writeFlow } from './domain/write-flow.ts';
export { nodeName, outcomeName, outcomeWhen, questionAfter } from './domain/names.ts';
export { layoutFlow } from './domain/layout-flow.ts';
export { toBpmnXml } from './domain/to-bpmn-xml.ts';
export { renderFlowSvg } from './domain/render-svg.ts';
export type { Mark, Overlay, StepState, SvgOptions } from './domain/svg-options.ts';
export { textTwin, type TwinStep, type TwinWay } from './domain/text-twin.ts';
export { projectPublic } from './domain/project-public.ts';
export { diffTables, type TableDifference } from './domain/diff-tables.ts';
export { buildDraft, flowSpecSchema, type FlowSpec } from './domain/build-flow.ts';
export { catalogueFileSchema, specFromCatalogue } from './domain/from-catalogue.ts';
export type { CatalogueFlow, ItemFlow } from './domain/from-catalogue.ts';
export { issueText } from './texts/issue-text.ts';
export { CLOCK_WORDS, limitWords, RISK_WORDS, ROLE_WORDS } from './texts/words.ts';
export type { VersionRefusal } from './domain/errors.ts';
export {
  findFlowByRecord,
  findFlowVersion,
  flowTablesOf,
  findPowerFlow,
  findPublishedFlow,
  getFlowBytes,
  getFlowVersion,
  listFlowVersions,
  type FlowVersion,
} from './db/flow-reader.ts';
export {
  submitFlowVersion,
  type SubmitFlowInput,
  type SubmittedFlow,
} from './use-cases/submit-flow-version.ts';
export {
  publishFlowVersion,
  unlawfulOn,
  type PublishedFlow,
  type PublishFlowInput,
} from './use-cases/publish-flow-version.ts';
export { endFlow } from './use-cases/end-flow.ts';
export { findFlowEnding, type FlowEnding } from './db/flow-ending.ts';
export { submitFlowDraft } from './use-cases/submit-flow-draft.ts';
export { editFlowDraft } from './use-cases/edit-flow-draft.ts';
export { holdToLaw } from './use-cases/hold-to-law.ts';
export { openFlowDraft, type OpenDraftInput } from './use-cases/open-flow-draft.ts';
export { readFlowDraft } from './use-cases/read-flow-draft.ts';
export { findDraft, type DraftOwner, type StoredDraft } from './db/draft-reader.ts';
export { freshCode } from './domain/fresh-code.ts';
export type { DraftRefusal } from './domain/errors.ts';
export { compareCharts, differenceOf, wordsOf } from './texts/compare-charts.ts';
export { toFinding } from './api/issue-view.ts';
export { refuseFlow } from './api/refuse.ts';
export { findCategoryFlow, listCategoryFlows } from './db/flow-reader.ts';
export { countFlow, type FlowCounts } from './domain/count-flow.ts';
export { PHASES, phasesOf, type Phase, type PhasePart } from './domain/phases.ts';
export { renderPhaseChart, type PhaseCell, type PhaseChart } from './domain/render-phase-chart.ts';
export { flowsPortal } from './portal/flows-portal.tsx';
export { flowFigure, type FigureOptions } from './portal/flow-figure.tsx';
export { FlowComparison } from './portal/flow-comparison.tsx';
export { FlowTwin } from './portal/flow-twin.tsx';
export { flowsApi } from './api/flows-api.ts';
