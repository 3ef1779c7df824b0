import { isSameText } from '../../texts/wildcard-match';
import { reviewRule } from '../review-rule';
import { quoted, shown } from '../shown';
import { pulledImages } from './pulled-images';

export const imageOfOtherRegion = reviewRule({
  id: 'consumer-image-of-other-region',
  severity: 'error',
  title: 'A resource whose image is in another Region',
  findProblems: (graph) =>
    pulledImages(graph).flatMap(({ kind, resource, text, image }) => {
      const { region } = resource.env;
      if (!kind.sameRegion || isSameText(region, image.region) !== 'no') return [];
      return [
        {
          source: resource.source,
          message: `${kind.noun} ${quoted(resource.source.logicalId)} in ${shown(region)} runs ${quoted(text)}, which is in ${shown(image.region)}. The image must be in the Region of the ${kind.noun.toLowerCase()}.`,
          fix: `Replicate the repository to ${shown(region)}, and name the copy there. Replication copies no image that was pushed before.`,
        },
      ];
    }),
});
