import { isForeign } from '../principals';
import { readableAllows } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, shownStatement } from '../shown';
import { actionsAmong } from '../statement-actions';

const actions = ['ecr:ReplicateImage', 'ecr:CreateRepository', 'ecr:BatchImportUpstreamImage'];

export const registryWholeReplication = reviewRule({
  id: 'registry-open-for-other-account',
  severity: 'warning',
  title: 'Another account may fill any repository of the registry',
  look: ({ registries }) =>
    registries.flatMap(({ resource, policy }) =>
      readableAllows(policy).flatMap((statement) => {
        const [action] = actionsAmong(statement, actions);
        const { account } = resource.place;
        const other = statement.principals?.find((one) => isForeign(one, account) !== 'no' && /\d{12}/.test(one.value));
        const all = (statement.resources ?? []).find((one) => one === '*' || /:repository\/\*+$/.test(one));
        if (action === undefined || !other || all === undefined) return [];
        const unless = isForeign(other, account) === 'maybe' ? ', unless this stack goes to that account' : '';
        return [
          {
            source: statement.source,
            message: `${shownStatement(statement)} lets ${quoted(other.value)} do ${action} on ${quoted(all)}: another account${unless} can make repositories and put images of any name here, also where your own are expected.`,
            fix: "Give it a prefix of its own: 'arn:aws:ecr:REGION:ACCOUNT:repository/PREFIX/*'.",
          },
        ];
      }),
    ),
});
