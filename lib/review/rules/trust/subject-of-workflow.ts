import { quoted } from '../shown';
import { firstSubject, trustRule } from './trust-rule';

export const subjectOfWorkflow = trustRule({
  id: 'github-subject-of-workflow',
  severity: 'warning',
  title: 'A reusable workflow without its callers',
  fix: "Name the callers too, by a template that starts with the claim repo or repository_id: 'repo:OWNER/REPOSITORY:job_workflow_ref:...'. A StringEquals condition on the claim repository_owner_id or repository_id does the same.",
  problem: (trust) => {
    const subject = firstSubject(trust, ({ scope }) => scope === 'workflow');
    return (
      subject &&
      `trusts GitHub for ${quoted(subject.text)} and names the reusable workflow but no caller. Every repository that may call that workflow can become this role, and if it is public, that is every repository on GitHub.`
    );
  },
});
