import type { Bilingual } from '../domain/period.ts';

/** Words for the grounds of pauses that rules of law name; another ground stands as it is written. */
export const PAUSE_GROUNDS: Readonly<Record<string, Bilingual>> = {
  hearing: { zh: '听证', en: 'hearing' },
  tender: { zh: '招标', en: 'tender' },
  auction: { zh: '拍卖', en: 'auction' },
  inspection: { zh: '检验', en: 'inspection' },
  testing: { zh: '检测', en: 'testing' },
  quarantine: { zh: '检疫', en: 'quarantine' },
  appraisal: { zh: '鉴定', en: 'appraisal' },
  'expert-review': { zh: '专家评审', en: 'expert review' },
  'third-party-opinion': { zh: '征求第三方意见', en: 'inquiry to a third party' },
  suspension: { zh: '中止', en: 'suspension' },
};
