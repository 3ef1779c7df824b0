import { type DescribedAccount } from './describe';
import { physicalId } from './resolve';
import { type SynthesizedStack } from './synthesized';

/** The part of a description that lists the resources of a type. Other types have no describe call. */
const places: Readonly<Record<string, string>> = {
  'AWS::CodeBuild::Project': 'projects',
  'AWS::ECR::Repository': 'repositories',
  'AWS::IAM::ManagedPolicy': 'policies',
  'AWS::IAM::OIDCProvider': 'oidcProviders',
  'AWS::IAM::Role': 'roles',
  'AWS::KMS::Key': 'keys',
  'AWS::Logs::LogGroup': 'logGroups',
};

/** All that is in an account, as `place/id` or, for what is in a Region, `region/place/id`. */
export function existing(account: DescribedAccount): string[] {
  const { regions, ...global } = account;
  const everywhere = Object.entries(global).map(([place, found]) => [place, found] as const);
  const regional = Object.entries(regions).flatMap(([region, found]) =>
    Object.entries(found).map(([place, things]) => [`${region}/${place}`, things as object] as const),
  );
  return [...everywhere, ...regional]
    .flatMap(([where, things]) => Object.keys(things).map((id) => `${where}/${id}`))
    .sort();
}

/** The resources that must be retained when their stack is deleted. `account` is a description from before. */
export function retained(stacks: readonly SynthesizedStack[], account: DescribedAccount): string[] {
  return stacks
    .flatMap((stack) =>
      Object.entries(stack.resources)
        .filter(([, resource]) => resource.DeletionPolicy?.startsWith('Retain'))
        .map(([logicalId, resource]) => {
          const where = resource.Type.startsWith('AWS::IAM::') ? '' : `${stack.region}/`;
          return `${where}${places[resource.Type] ?? resource.Type}/${physicalId(logicalId, stack, account)}`;
        }),
    )
    .sort();
}
