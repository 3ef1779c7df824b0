import { parseArn } from '../texts/arn';
import { accountOf } from '../access/principal-arn';
import { kindOf } from '../access/principal-kind';
import { type ReviewChange, type ReviewedPrincipal } from '../report/review-report';

/** The principals of the rows of a change, each with the kind and the account that its name shows. */
export function changePrincipals({ added, removed, widened, narrowed }: ReviewChange): ReviewedPrincipal[] {
  const names = [added, removed, widened, narrowed].flat().map(({ principal }) => principal);
  return [...new Set(names)].map((principal) => {
    const arn = withoutPlaceholders(principal);
    const isKnown = parseArn(arn)?.account === accountOf(principal);
    return { principal, kind: kindOf(arn, []), account: isKnown ? accountOf(principal) : '' };
  });
}

/** A placeholder such as `${AWS::AccountId}` may contain the colons that separate the parts of an ARN. */
function withoutPlaceholders(principal: string): string {
  return principal.replace(/\$\{[^}]*\}/g, '-');
}
