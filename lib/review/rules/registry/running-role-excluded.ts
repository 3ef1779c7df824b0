import { isExcluded } from '../../templates/excluded-statement';
import { type GraphResource } from '../../templates/template-graph';
import { isSameText } from '../../texts/wildcard-match';
import { type PulledImage, pulledImages } from '../consumer/pulled-images';
import { reviewRule } from '../review-rule';
import { textOf } from '../shape';
import { quoted } from '../shown';

export const runningRoleExcluded = reviewRule({
  id: 'registry-running-role-excluded',
  severity: 'warning',
  title: 'A running service whose pulls do not count',
  findProblems: (graph) =>
    graph.resources
      .filter(({ type }) => type === 'AWS::ECR::PullTimeUpdateExclusion')
      .flatMap((exclusion) => {
        const principal = textOf(exclusion.properties.PrincipalArn);
        const running = pulledImages(graph).find((one) => pullsWith(one, principal, exclusion));
        if (principal === undefined || running === undefined) return [];
        return [
          {
            source: exclusion.source,
            message:
              `The pulls of ${quoted(principal)} do not count as the last pull of an image, but ${quoted(running.resource.source.logicalId)} runs ` +
              `${quoted(running.text)} with this role. A lifecycle rule about the last pull archives or deletes images that run.`,
            fix: 'Remove the exclusion. Exclude only the roles of scanners, promotions and CI jobs.',
          },
        ];
      }),
});

/** Builds are no use by a service, so their roles may be excluded. */
function pullsWith(
  { resource, puller }: PulledImage,
  principal: string | undefined,
  exclusion: GraphResource,
): boolean {
  return (
    principal !== undefined &&
    resource.type !== 'AWS::CodeBuild::Project' &&
    'role' in puller &&
    puller.role !== undefined &&
    isSameText(puller.role, principal) === 'yes' &&
    !isExcluded(resource, exclusion)
  );
}
