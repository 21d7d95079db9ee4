import { messages, t, type Lang } from '#platform/i18n';
import type { PowerContent } from '../domain/content.ts';

/** The elements of B2 by the names officials use. */
const ELEMENTS = messages({
  name: { zh: '事项名称', en: 'Name' },
  parentName: { zh: '主项名称', en: 'Main item' },
  typeCode: { zh: '事项类型', en: 'Type' },
  localType: { zh: '地方类型', en: 'Local type' },
  basicCode: { zh: '基本编码', en: 'Basic code' },
  implementationCode: { zh: '实施编码', en: 'Implementation code' },
  rawCode: { zh: '原编码', en: 'Code as imported' },
  exercisingBody: { zh: '行使主体', en: 'Exercising body' },
  exercisingBodyCode: { zh: '行使主体代码', en: 'Code of the body' },
  level: { zh: '行使层级', en: 'Level' },
  powerSource: { zh: '权力来源', en: 'Source of power' },
  entrustedBy: { zh: '委托机关', en: 'Entrusted by' },
  scopeOfPower: { zh: '权限范围', en: 'Scope' },
  officeKey: { zh: '承办机构', en: 'Office' },
  leader: { zh: '分管领导', en: 'Leader in charge' },
  supervisionOffice: { zh: '监管机构', en: 'Supervising office' },
  departmentDuties: { zh: '部门职责', en: 'Duties of the department' },
  remarks: { zh: '备注', en: 'Remarks' },
  legalBasis: { zh: '设定依据', en: 'Legal basis' },
  rulesOfExercise: { zh: '行使规则', en: 'Rules of exercise' },
  conditions: { zh: '办理条件', en: 'Conditions' },
  conditionsVerified: { zh: '条件已核对', en: 'Conditions checked' },
  applicationForm: { zh: '申请表', en: 'Application form' },
  materials: { zh: '申请材料', en: 'Materials' },
  acceptanceLimit: { zh: '受理时限', en: 'Limit of acceptance' },
  correctionLimit: { zh: '补正期限', en: 'Limit of correction' },
  statutoryLimit: { zh: '法定时限', en: 'Statutory limit' },
  committedLimit: { zh: '承诺时限', en: 'Committed limit' },
  committedVariants: { zh: '特定情形的承诺时限', en: 'Limits in certain cases' },
  deliveryLimit: { zh: '送达时限', en: 'Limit of service' },
  clockFrom: { zh: '时限起点', en: 'Limit runs from' },
  fees: { zh: '收费', en: 'Fees' },
  serviceObjects: { zh: '服务对象', en: 'Open to' },
  handling: { zh: '办件类型', en: 'Kind of handling' },
  channels: { zh: '办理形式', en: 'Form of handling' },
  visits: { zh: '到现场次数', en: 'Visits' },
  place: { zh: '办理地点', en: 'Place' },
  hours: { zh: '办理时间', en: 'Hours' },
  enquiry: { zh: '咨询电话', en: 'Enquiries' },
  supervisionLine: { zh: '监督电话', en: 'Supervision line' },
  quantityLimit: { zh: '数量限制', en: 'Quantity limit' },
  result: { zh: '办理结果', en: 'Result' },
  jointOffices: { zh: '联办机构', en: 'Joint handling' },
  intermediaries: { zh: '中介服务', en: 'Intermediary services' },
  partyRights: { zh: '相对人权利', en: 'Rights of the party' },
  partyDuties: { zh: '相对人义务', en: 'Duties of the party' },
  review: { zh: '行政复议', en: 'Review' },
  reviewFirst: { zh: '复议前置', en: 'Review first' },
  litigation: { zh: '行政诉讼', en: 'Litigation' },
  duties: { zh: '责任事项', en: 'Duties' },
  accountability: { zh: '追责情形', en: 'Accountability' },
  serviceCommitment: { zh: '服务承诺', en: 'Service commitments' },
  workDiscipline: { zh: '工作纪律', en: 'Work discipline' },
  supervision: { zh: '监督方式', en: 'Manner of supervision' },
  complaintChannels: { zh: '投诉渠道', en: 'Complaint channels' },
  riskPoints: { zh: '廉政风险点', en: 'Risk points' },
  disclosure: { zh: '公开范围和时间', en: 'Disclosure' },
  carriers: { zh: '公开载体', en: 'Carriers' },
  history: { zh: '沿革', en: 'History' },
  unverified: { zh: '尚未核实', en: 'Not verified' },
}) satisfies Record<keyof PowerContent, unknown>;

export function elementName(field: keyof PowerContent, lang: Lang): string {
  return t(lang, ELEMENTS[field]);
}

export function isElement(name: string): name is keyof PowerContent {
  return Object.hasOwn(ELEMENTS, name);
}
