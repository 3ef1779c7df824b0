import { Token } from 'aws-cdk-lib';
import { commonRoleFacts } from '../github/workflow/role-facts';
import { type PublisherRoleFacts } from '../github/workflow/published';
import { refuseIf } from '../private/validation/validation';
import { type OidcPublisherRole } from '../publisher/oidc-publisher-role';
import { type TrustedSubject } from './trusted-job';

/** The parts of a publisher role that its pipeline depends on. */
export interface PipelineRoleFacts extends Omit<PublisherRoleFacts, 'runs'> {
  readonly subjects: readonly TrustedSubject[];
}

/** The parts of a role that its pipeline depends on, as far as they are known at synth. */
export function pipelineRoleFacts(role: OidcPublisherRole): PipelineRoleFacts {
  const subjects = role._published.subjects.flatMap(({ _claims: { subs, isPattern = false, required = {} } }) =>
    subs.map((subject) => ({ subject, isPattern, required })),
  );
  refuseIf('subjects', subjects.some(({ subject }) => Token.isUnresolved(subject)) ? unresolvedSubject : undefined);
  return { ...commonRoleFacts(role), subjects };
}

const unresolvedSubject = 'must be known at synth, got a token. The pipeline file is written before the deployment.';
