import { Typography } from 'antd';
import type { ReactNode } from 'react';
import type { CaseDetail } from '#modules/cases/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { Said } from '../../lib/said.tsx';

const m = messages({
  title: { zh: '材料对照', en: 'Materials asked for' },
  shared: {
    zh: '由本机关共享取得，不向申请人要',
    en: 'fetched by the agency itself, not asked of the party',
  },
  missing: { zh: '必交，没有收到文件（收到纸质的除外）', en: 'required, no file received (unless on paper)' },
  none: { zh: '没有收到文件（非必交）', en: 'no file received (optional)' },
});

/** Each material of the power beside what came for it, so that what is missing is said at once (行政许可法 art. 32). */
export function CaseMaterials({ file }: { readonly file: CaseDetail }): ReactNode {
  const { say } = useLanguage();
  if (file.materials.length === 0) return null;
  return (
    <section>
      <h3>{say(m.title)}</h3>
      <ul className="case-documents">
        {file.materials.map(({ key, name, required, shared }) => {
          const came = file.documents.filter(({ material }) => material === key);
          return (
            <li key={key}>
              <Said>{name}</Said>
              {came.map((one) => (
                <div key={one.id}>
                  <a
                    href={`/api/v1/cases/${file.caseId}/documents/${one.id}`}
                    target="_blank"
                    rel="noreferrer"
                  >
                    {one.title}
                  </a>
                </div>
              ))}
              {came.length === 0 && (
                <div>
                  <Typography.Text type={required && !shared ? 'danger' : 'secondary'}>
                    {say(shared ? m.shared : required ? m.missing : m.none)}
                  </Typography.Text>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
