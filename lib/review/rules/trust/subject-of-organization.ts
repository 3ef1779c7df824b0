import { quoted } from '../shown';
import { demandsExactly } from './oidc-trust';
import { firstSubject, issuerName, trustRule } from './trust-rule';

/** Claims other than the subject that identify the project. */
const projectClaims = ['repository', 'repository_id', 'job_workflow_ref', 'project_id', 'project_path', 'pipeline_id'];

export const subjectOfOrganization = trustRule({
  id: 'oidc-subject-of-organization',
  severity: 'error',
  title: 'A subject that every project of an owner matches',
  fix: 'Name the projects, one subject each, or limit the trust by an exact condition on a claim such as repository_id or job_workflow_ref.',
  problem: (trust) => {
    if (demandsExactly(trust, projectClaims)) return undefined;
    const subject = firstSubject(trust, ({ scope }) => scope === 'owner');
    return (
      subject &&
      `trusts ${issuerName(trust)} for ${quoted(subject.text)}. Every project of that owner can become this role, including public and future ones.`
    );
  },
});
