import { commands, type DraftSection, part, text } from './guide-page';
import { ecrCommand, type GuideRepository } from './guide-repository';

export function listSection(repository: GuideRepository): DraftSection {
  return {
    id: 'list',
    title: 'List images and tags',
    parts: [
      part(
        ['list'],
        text`All images, newest first:`,
        commands(
          'list',
          ...withMore(ecrCommand('describe-images', repository)),
          "  --query 'reverse(sort_by(imageDetails, &imagePushedAt))[].[imagePushedAt,to_string(imageTags),imageDigest]' \\",
          '  --output table',
        ),
      ),
      part(
        ['listTags'],
        text`Only the tags:`,
        commands(
          'list-tags',
          ...withMore(ecrCommand('list-images', repository)),
          "  --filter tagStatus=TAGGED --query 'imageIds[].[imageTag, imageDigest]' --output table",
        ),
      ),
    ],
  };
}

/** The lines, with a backslash after the last one, so that options can follow. */
function withMore(lines: readonly string[]): string[] {
  return lines.map((line, index) => (index === lines.length - 1 ? `${line} \\` : line));
}
