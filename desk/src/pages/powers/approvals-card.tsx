import { Card, Timeline } from 'antd';
import type { ReactNode } from 'react';
import type { ApprovalView } from '#modules/approval/contract';
import { messages } from '#platform/i18n';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { ACT_WORDS, isAct } from './words.ts';

const m = messages({
  approvals: { zh: '签字和审核', en: 'Signatures and review' },
  voided: { zh: '（已作废）', en: '(void)' },
  resolved: { zh: '集体审议通过', en: 'Resolved' },
  none: { zh: '还没有人签字。', en: 'Nobody has signed yet.' },
});

/** Who signed, reviewed and resolved on a version, void ones too. */
export function ApprovalsCard({ approvals }: { readonly approvals: readonly ApprovalView[] }): ReactNode {
  const { say } = useLanguage();
  return (
    <Card size="small" title={say(m.approvals)}>
      {approvals.length === 0 ? (
        <span className="quiet">{say(m.none)}</span>
      ) : (
        <Timeline
          items={approvals.map((approval) => ({
            key: `${approval.act}${approval.at}`,
            color: approval.voided ? 'gray' : approval.act === 'return' ? 'red' : 'green',
            content: (
              <>
                {isAct(approval.act)
                  ? say(ACT_WORDS[approval.act])
                  : approval.act === 'resolve'
                    ? say(m.resolved)
                    : approval.act}
                {approval.voided && <span className="quiet">{say(m.voided)}</span>} ·{' '}
                {[approval.post, approval.person].filter(Boolean).join(' · ')}
                <div className="quiet">{formatAt(approval.at)}</div>
                {approval.reason}
              </>
            ),
          }))}
        />
      )}
    </Card>
  );
}
