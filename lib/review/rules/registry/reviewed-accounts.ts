import { type TemplateGraph } from '../../templates/template-graph';
import { oncePerGraph } from '../once-per-graph';

/** The accounts that the reader names: those of the reviewed templates. */
export const reviewedAccounts = oncePerGraph(
  ({ resources }: TemplateGraph): ReadonlySet<string> =>
    new Set(resources.map(({ env }) => env.account).filter((account) => /^\d{12}$/.test(account))),
);
