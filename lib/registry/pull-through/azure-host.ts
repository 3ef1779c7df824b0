import { textRule } from '../../private/validation/text';
import { type Rule, firstProblem, quote } from '../../private/validation/validation';

const azureHost = "the host of a registry of Azure, like 'acme.azurecr.io'";

/** The host of a registry of Azure, which ECR pulls through from. */
export const azureHostRule: Rule = (value) =>
  firstProblem(value, textRule(azureHost), (checked) =>
    /^[a-z0-9-]{1,63}(\.[a-z0-9-]+)*\.azurecr\.(io|cn|us)$/.test(checked as string)
      ? undefined
      : `must be ${azureHost}, got ${quote(checked)}. Write it without https:// and without a path.`,
  );
