import { type IConstruct } from 'constructs';
import { CfnReplicationConfiguration } from 'aws-cdk-lib/aws-ecr';
import { quote } from '../../private/validation/validation';
import { sharesPrefix } from './render-replication';

interface Copies {
  readonly to: string;
  readonly prefixes: readonly string[];
}

/** Reports two registries of the app that copy the same images to each other. Each would have tags that the other one moves. */
export function reportLoops(settings: IConstruct, resource: CfnReplicationConfiguration): void {
  settings.node.addValidation({
    validate: () => {
      const others = resource.node.root.node
        .findAll()
        .filter((one): one is CfnReplicationConfiguration => one instanceof CfnReplicationConfiguration)
        .filter((one) => one !== resource);
      return others.flatMap((other) => {
        const back = copiesOf(other).filter(({ to }) => to === placeOf(resource));
        const there = copiesOf(resource).filter(({ to }) => to === placeOf(other));
        const both = there.some((one) => back.some((two) => overlap(one, two)));
        if (!both) return [];
        const path = (other.node.scope ?? other).node.path;
        if (path < settings.node.path) return []; // it reports the two
        return [
          `\`replication\` must not copy images to a registry that copies them back, got ${quote(settings.node.path)} and ${quote(path)}. ` +
            'A tag would have two sources. Separate their prefixes, or copy in one direction only.',
        ];
      });
    },
  });
}

function placeOf({ stack }: CfnReplicationConfiguration): string {
  return `${stack.account}/${stack.region}`;
}

function copiesOf({ replicationConfiguration }: CfnReplicationConfiguration): Copies[] {
  const { rules } = replicationConfiguration as CfnReplicationConfiguration.ReplicationConfigurationProperty;
  return (rules as CfnReplicationConfiguration.ReplicationRuleProperty[]).flatMap(
    ({ destinations, repositoryFilters }) =>
      (destinations as CfnReplicationConfiguration.ReplicationDestinationProperty[]).map(({ region, registryId }) => ({
        to: `${registryId}/${region}`,
        prefixes: (repositoryFilters as CfnReplicationConfiguration.RepositoryFilterProperty[] | undefined)?.map(
          ({ filter }) => filter,
        ) ?? [''],
      })),
  );
}

function overlap(one: Copies, other: Copies): boolean {
  return sharesPrefix(
    { destinations: [], repositoryPrefixes: [...one.prefixes] },
    { destinations: [], repositoryPrefixes: [...other.prefixes] },
  );
}
