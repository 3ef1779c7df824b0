import { type TrustedSubject } from '../../pipeline/trusted-job';
import { hasUnresolved, type OidcTrust } from '../../review/index';

/** The subjects that a trust policy accepts by name or by a pattern, and the other claims that it requires. */
export function trustedSubjects({ claims }: OidcTrust): TrustedSubject[] {
  const required = Object.fromEntries(
    claims
      .filter(({ name, demand }) => name !== 'sub' && name !== 'aud' && (demand === 'exact' || demand === 'like'))
      .flatMap(({ name, condition: { values } }) => (values.length === 1 ? [[name, values[0] ?? ''] as const] : [])),
  );
  return claims
    .filter(({ name, demand }) => name === 'sub' && (demand === 'exact' || demand === 'like'))
    .flatMap(({ demand, condition }) =>
      condition.values
        .filter((subject) => !hasUnresolved(subject))
        .map((subject) => ({ subject, isPattern: demand === 'like', required })),
    );
}
