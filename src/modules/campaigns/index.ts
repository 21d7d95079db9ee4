export { campaignsApi } from './api/campaigns-api.ts';
export { actOnReturn, excuseReturn, fillReturn } from './use-cases/fill-return.ts';
export { readCampaign, readTask } from './use-cases/read-campaign.ts';
export { campaignsLoops, remindOffices } from './use-cases/remind.ts';
export { closeCampaign, explainFindings, openCampaign } from './use-cases/run-campaign.ts';
