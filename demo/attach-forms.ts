import { editPower, findVersion, storeForm, type PowerContent } from '#modules/powers';
import type { UseCase } from '#platform/context';
import type { FormPaper } from './form-papers.ts';
import { SYSTEM } from './load-organisation.ts';
import { must } from './must.ts';

const DECLARATION =
  '申请人承诺：所填内容和所交材料真实、有效，并知晓办理条件；如有不实，依法承担责任。个人信息只用于办理本事项。';

const RETAIL: FormPaper = {
  title: '成品油零售经营资格申请书',
  declaration: DECLARATION,
  rows: [
    { label: '申请单位', sample: '唐山样例石油销售有限公司' },
    { label: '统一社会信用代码', sample: '91130200DEMO000011' },
    { label: '法定代表人', sample: '样例甲' },
    { label: '联系人、电话', sample: '样例乙　0315-0000000' },
    { label: '网点名称', sample: '样例路加油站' },
    { label: '网点地址', sample: '唐山市样例区样例路 1 号' },
    { label: '经营油品', sample: '92 号汽油、95 号汽油、0 号柴油' },
    { label: '油罐、加油机', sample: '地下双层油罐 4 座，共 120 立方米；加油机 4 台 16 枪', lines: 2 },
    { label: '规划确认文件', sample: '样例规确〔2025〕第 1 号，2025年6月3日' },
    {
      label: '申请内容',
      sample: '网点已建成并通过消防、环保、计量验收，申请核发成品油零售经营批准证书。',
      lines: 3,
    },
  ],
};

const LABOUR: FormPaper = {
  title: '对外劳务合作经营资格申请表',
  declaration: DECLARATION,
  rows: [
    { label: '申请企业', sample: '唐山样例对外劳务合作有限公司' },
    { label: '统一社会信用代码', sample: '91130200DEMO000022' },
    { label: '法定代表人', sample: '样例丙' },
    { label: '注册地址', sample: '唐山市样例区样例大街 2 号' },
    { label: '实缴资本', sample: '600 万元' },
    { label: '管理人员', sample: '5 人，其中大专以上学历并有两年以上对外劳务合作管理经历的 4 人', lines: 2 },
    { label: '内部管理制度', sample: '招收、培训、派出、境外管理、突发事件处置制度，见附件', lines: 2 },
    { label: '拟派往国家（地区）', sample: '样例国' },
    { label: '联系人、电话', sample: '样例丁　0315-0000000' },
  ],
};

/** Forms by the item and the name of the material they belong to. */
const FORMS: Readonly<Record<string, FormPaper>> = { 'it-01': RETAIL, 'it-05': LABOUR };

/** Puts blank form and sample to the material that is the form itself, on a draft that does not have them yet. */
export async function attachForms(
  ctx: UseCase,
  {
    agencyId,
    versionId,
    key,
  }: { readonly agencyId: string; readonly versionId: string; readonly key: string },
): Promise<void> {
  const paper = FORMS[key];
  const version = await findVersion(ctx.db, agencyId, versionId);
  if (paper === undefined || version?.state !== 'draft') return;
  const { content, rowVersion } = version;
  const at = content.materials.findIndex(({ name }) => name === paper.title);
  if (at < 0) throw new Error(`no material ${paper.title}`);
  if (content.materials[at]?.blankForm !== undefined) return;
  // The library that draws PDFs is large: it is loaded only while there is something to draw.
  const { drawForm } = await import('./form-papers.ts');
  const store = async (filled: boolean) =>
    must(
      await storeForm(ctx, SYSTEM, {
        agencyId,
        versionId,
        name: `${paper.title}${filled ? '（样表）' : ''}.pdf`,
        bytes: await drawForm(paper, filled),
      }),
    );
  const forms = { blankForm: await store(false), sample: await store(true) };
  const materials: PowerContent['materials'] = content.materials.map((material, i) =>
    i === at ? { ...material, ...forms } : material,
  );
  must(await editPower(ctx, SYSTEM, { agencyId, versionId, rowVersion, content: { ...content, materials } }));
}
