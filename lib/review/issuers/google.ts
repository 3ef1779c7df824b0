import { type Federation } from './federation';

const aud = 'accounts.google.com:aud';
const oaud = 'accounts.google.com:oaud';
const sub = 'accounts.google.com:sub';
const fix =
  "Add a StringEquals condition on 'accounts.google.com:aud' with the client id of your application, and on 'accounts.google.com:sub' with the id of the service account.";

/** Whether an `aud` is an application to which people sign in. That of a service account is its number. */
const isSignIn = (client: string) => client.endsWith('.apps.googleusercontent.com');
const anyUserOf = (client: string) => ({ [aud]: [client], [oaud]: [client], [sub]: ['another'] });

/**
 * Google accounts and service accounts. `aud` is the application that got the token, `oaud` the audience that it
 * requested, and `sub` the account.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
export const google: Federation = {
  id: 'google-trust-of-any-account',
  severity: 'error',
  title: 'A trust in Google that does not limit the application',
  isOpenToAnyone: true,
  action: 'sts:AssumeRoleWithWebIdentity',
  isPrincipal: ({ type, value }) =>
    type === 'Federated' && (value === 'accounts.google.com' || value.endsWith(':oidc-provider/accounts.google.com')),
  keys: /^accounts\.google\.com:/,
  strangers: ({ pinned, examples, keys, pushes }) => {
    const others = (key: string) => ['another', ...examples(key)];
    const contexts = (subjects: readonly string[]) =>
      subjects.flatMap((subject) =>
        others(aud).flatMap((client) =>
          [...others(oaud), ...pinned(oaud)].map((requested) => ({
            [aud]: [client],
            [oaud]: [requested],
            [sub]: [subject],
          })),
        ),
      );
    const chosen = keys.includes(oaud) ? " The caller chooses the value of 'oaud'." : '';
    return [
      {
        contexts: contexts(others(sub)),
        severity: 'error',
        problem: `trusts Google but no condition limits the application ('aud') or the account ('sub') of the token.${chosen} Any Google account and any service account can become this role.`,
        fix,
      },
      {
        contexts: contexts(pinned(sub)),
        severity: 'warning',
        problem:
          "trusts an account of Google but no condition limits the token's 'aud'. A token that was made for another application can be replayed here.",
        fix,
      },
      {
        contexts: pushes ? pinned(aud).filter(isSignIn).map(anyUserOf) : [],
        severity: 'warning',
        problem:
          "pushes images and trusts an application of Google, but no condition limits the account ('sub'). Any Google account that may sign in to the application can push.",
        fix: "Trust a service account: add a StringEquals condition on 'accounts.google.com:sub' with its id.",
      },
    ];
  },
};
