import { type Federation } from './federation';

/**
 * SAML providers. The identity provider decides which role a user gets, so that a trust needs no subject.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml.html
 */
export const saml: Federation = {
  id: 'saml-trust-without-audience',
  severity: 'warning',
  title: 'A trust in a SAML provider without an audience',
  isOpenToAnyone: false,
  action: 'sts:AssumeRoleWithSAML',
  isPrincipal: ({ type, value }) => type === 'Federated' && value.includes(':saml-provider/'),
  keys: /^saml:/,
  strangers: ({ examples }) => [
    {
      contexts: [
        'https://another.example.com/saml',
        ...examples('saml:aud').filter((one) => !one.includes('signin')),
      ].map((audience) => ({ 'saml:aud': [audience] })),
      severity: 'warning',
      problem:
        "trusts a SAML provider but no condition limits 'SAML:aud'. An assertion that the provider made for another service can be replayed here.",
      fix: "Add a StringEquals condition on 'SAML:aud' with 'https://signin.aws.amazon.com/saml', or the address of your partition or Region.",
    },
  ],
};
