import { type IdentityNode, type NamedPrincipal } from '../../templates/template-graph';
import { hasUnresolved } from '../../texts/symbolic-text';
import { readableAllows } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, quotedList, shown } from '../shown';
import { isAbout } from '../statement-actions';

interface NeededActions {
  readonly isPrincipal: (principal: NamedPrincipal) => boolean;
  readonly actions: readonly string[];
  /** The severity and the exception, if there is a setting with which it works without some of the actions. */
  readonly exception?: string;
}

/** The actions that a principal needs to become a role. */
const needs: readonly NeededActions[] = [
  {
    isPrincipal: ({ type, value }) => type === 'Federated' && value.includes(':saml-provider/'),
    actions: ['sts:AssumeRoleWithSAML'],
  },
  {
    isPrincipal: ({ type, value }) =>
      type === 'Federated' && /:oidc-provider\/|^cognito-identity\.amazonaws\.com$|^accounts\.google\.com$/.test(value),
    actions: ['sts:AssumeRoleWithWebIdentity'],
  },
  {
    isPrincipal: isService('pods.eks.amazonaws.com'),
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    exception: ' unless its association turns session tags off',
  },
  {
    isPrincipal: isService('rolesanywhere.amazonaws.com'),
    actions: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
  },
];

export const federationAction = reviewRule({
  id: 'federation-action-missing',
  severity: 'error',
  title: 'A principal without the action by which it becomes the role',
  findProblems: ({ identities }) =>
    identities.flatMap((identity) =>
      principalsOf(identity).flatMap((principal) => {
        const { actions = [], exception } = needs.find(({ isPrincipal }) => isPrincipal(principal)) ?? {};
        const missing = actions.filter((action) => !isAllowed(identity, principal, action));
        if (missing.length === 0) return [];
        return [
          {
            source: identity.resource.source,
            ...(exception !== undefined && { severity: 'warning' as const }),
            message: `The trust of role '${shown(identity.name)}' does not allow ${quoted(principal.value)} to do ${quotedList(missing)}. The principal cannot become the role without that${exception ?? ''}.`,
            fix: `Allow ${actions.join(', ')} in the trust policy for this principal.`,
          },
        ];
      }),
    ),
});

function isService(service: string): (principal: NamedPrincipal) => boolean {
  return ({ type, value }) => type === 'Service' && value === service;
}

/** The principals of a trust, each once. A trust that could not be read as a whole may allow more. */
function principalsOf({ trust = [] }: IdentityNode): NamedPrincipal[] {
  if (trust.some(({ unreadable, actions = [] }) => unreadable !== undefined || actions.some(hasUnresolved))) return [];
  const all = readableAllows(trust).flatMap(({ principals = [] }) => principals);
  return all.filter(
    (one, index) => all.findIndex(({ type, value }) => type === one.type && value === one.value) === index,
  );
}

function isAllowed({ trust = [] }: IdentityNode, { type, value }: NamedPrincipal, action: string): boolean {
  return readableAllows(trust).some(
    (statement) =>
      isAbout(statement, action) &&
      (statement.principals ?? []).some((one) => one.type === '*' || (one.type === type && one.value === value)),
  );
}
