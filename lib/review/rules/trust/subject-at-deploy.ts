import { hasUnresolved } from '../../texts/symbolic-text';
import { quoted } from '../shown';
import { claimsNamed, type OidcTrust } from './oidc-trust';
import { issuerName, trustRule } from './trust-rule';

export const subjectAtDeploy = trustRule({
  id: 'oidc-subject-at-deploy',
  severity: 'note',
  title: 'A subject that is known only at deploy',
  fix: 'Write the subject out, or give the parameter a default value. Otherwise review the value that each deploy uses.',
  problem: (trust) => {
    if (trust.issuer?.startsWith('oidc.eks.') || trust.system?.isCi === false) return undefined;
    const subject = openSubject(trust);
    if (subject !== undefined) {
      return `trusts ${issuerName(trust)} for ${quoted(subject)}, which is known only at deploy. The review does not know which runs can become this role.`;
    }
    return trust.open && trust.system && claimsNamed(trust, 'sub').every(({ issuer }) => hasUnresolved(issuer))
      ? `trusts ${issuerName(trust)} under a condition whose key or operator is known only at deploy. The review does not know which runs can become this role.`
      : undefined;
  },
});

function openSubject(trust: OidcTrust): string | undefined {
  return claimsNamed(trust, 'sub')
    .flatMap(({ condition }) => condition.values)
    .find(hasUnresolved);
}
