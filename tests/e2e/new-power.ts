import { BasicCode, implementationCode, Uscc } from '#kernel';
import demo from '../../demo/data/powers.json' with { type: 'json' };

/** The licence of the demonstration whose flow runs at posts that have accounts. */
const MODEL = '成品油零售经营资格许可(核发)';
export const NAME = '走查·成品油零售网点迁址许可';
export const BASIC_CODE = '130121909001';
const BODY_CODE = '11130200DEM0000149';
export const CODE: string = implementationCode(Uscc.parse(BODY_CODE), '3', BasicCode.parse(BASIC_CODE));
export const MODEL_CODE: string = implementationCode(
  Uscc.parse(BODY_CODE),
  '3',
  BasicCode.parse('130121901001'),
);

const found = demo.items.find(({ content }) => content.name === MODEL);
if (!found) throw new Error('the demonstration has no such licence');
const { content: model } = found;

/** Every element of B2, as a clerk types them; what the page knows by itself from the first three is left out. */
export const everyElement: Readonly<Record<string, unknown>> = {
  parentName: '成品油零售经营资格许可',
  localType: '行政许可',
  leader: '演示·李二',
  basicCode: BASIC_CODE,
  powerSource: '法定本级行使',
  entrustedBy: '无',
  scopeOfPower: '本市行政区域内成品油零售网点的迁址。',
  legalBasis: model.legalBasis.slice(0, 1),
  rulesOfExercise: ['先规划确认，后办理许可', '两人以上现场核查'],
  unverified: ['迁址距离的具体标准'],
  serviceObjects: model.serviceObjects,
  conditions: model.conditions,
  conditionsVerified: true,
  materials: model.materials?.slice(0, 1).map((one) => ({ ...one, ease: 'none' })),
  handling: 'committed',
  visits: 1,
  clockFrom: 'acceptance',
  committedLimit: model.committedLimit,
  statutoryLimit: model.statutoryLimit,
  acceptanceLimit: model.acceptanceLimit,
  deliveryLimit: model.deliveryLimit,
  committedVariants: [{ role: 'hearing', n: 20, unit: 'wd' }],
  place: '市政务服务中心商务窗口',
  hours: '工作日 9:00–17:00',
  enquiry: '0315-0000000',
  supervisionLine: '0315-0000000',
  quantityLimit: '无数量限制',
  result: model.result,
  jointOffices: ['市市场监督管理局'],
  intermediaries: ['无'],
  fees: model.fees,
  partyRights: model.partyRights,
  partyDuties: ['如实提交材料'],
  review: model.review,
  litigation: model.litigation,
  duties: model.duties.slice(0, 1).map((one) => ({ ...one, basis: one.basis.slice(0, 1) })),
  accountability: model.accountability.slice(0, 1),
  riskPoints: model.riskPoints?.slice(0, 1),
  serviceCommitment: model.serviceCommitment,
  workDiscipline: model.workDiscipline,
  supervision: model.supervision,
  complaintChannels: model.complaintChannels,
  supervisionOffice: model.supervisionOffice,
  disclosure: model.disclosure.slice(0, 1),
  carriers: model.carriers,
  history: [{ what: '首次列入清单' }],
};

/** The entry of the licence list above that the power traces to (国办发〔2022〕2号); without it no licence is published. */
export const PARENT_ENTRY = {
  code: BASIC_CODE,
  name: model.parentName ?? MODEL,
  typeCode: '01',
  levels: [model.level],
  issuer: '演示：走查清单',
  edition: '演示',
};

/** The flow of the model under the new power's name. */
export function flowOfItsOwn(bpmn: string): string {
  return bpmn.replaceAll('flow-it-01', 'flow-walk-01').replaceAll(MODEL, NAME);
}
