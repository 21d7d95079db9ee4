export { deliberationApi } from './api/deliberation-api.ts';
export { refuse as refuseDeliberation } from './api/texts.ts';
export { findResolution, findRoute, findTabled, type Resolution } from './db/resolutions.ts';
export type { DeliberationRefusal } from './domain/errors.ts';
export type { RouteKind } from './domain/kinds.ts';
export type { Ballot } from './domain/rules.ts';
export { moveCall } from './use-cases/change-call.ts';
export { decide, deferItem, giveOpinion, voidTabled } from './use-cases/deliberate.ts';
export {
  callMeeting,
  closeMeeting,
  openMeeting,
  recuseMember,
  tableItem,
  tableMatter,
} from './use-cases/hold-meeting.ts';
export { readMeeting } from './use-cases/read-meeting.ts';
export { readMinutes } from './use-cases/read-minutes.ts';
export { saveBody, setRoute, type BodyInput } from './use-cases/save-body.ts';
export { signMinutes } from './use-cases/sign-minutes.ts';
export { wordMinutes } from './use-cases/write-minutes.ts';
