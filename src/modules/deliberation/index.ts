export { deliberationApi } from './api/deliberation-api.ts';
export { refuse as refuseDeliberation } from './api/texts.ts';
export { findResolution, findRoute, findTabled, type Resolution } from './db/resolutions.ts';
export type { DeliberationRefusal } from './domain/errors.ts';
export type { RouteKind } from './domain/kinds.ts';
export type { Ballot } from './domain/rules.ts';
export { decide, giveOpinion, voidTabled } from './use-cases/deliberate.ts';
export { callMeeting, closeMeeting, openMeeting, tableItem } from './use-cases/hold-meeting.ts';
export { saveBody, setRoute, type BodyInput } from './use-cases/save-body.ts';
