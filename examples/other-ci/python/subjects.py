"""The jobs that are trusted, of each CI system."""

from cdk_ecr_publishing import (
    BitbucketRepository,
    BitbucketSubject,
    BuildkiteSubject,
    CircleCiProject,
    CircleCiSubject,
    GitLabSubject,
)

# Jobs on the protected branch `main`, and for protected tags.
GIT_LAB = [
    GitLabSubject.branch("acme/jwt-pizza-service", "main", project_id="12345678"),
    GitLabSubject.tag_pattern("acme/jwt-pizza-service", "v*", project_id="12345678"),
]

# Steps that deploy to one environment, which Bitbucket restricts to the branch `main`.
BITBUCKET = [
    BitbucketSubject.environment(
        BitbucketRepository(
            workspace="acme",
            workspace_uuid="6ba7b810-9dad-41d1-80b4-00c04fd430c8",
            repository_uuid="6ba7b811-9dad-41d1-80b4-00c04fd430c8",
        ),
        "6ba7b812-9dad-41d1-80b4-00c04fd430c8",
    )
]

FRONTEND = CircleCiProject(
    organization_id="6ba7b813-9dad-41d1-80b4-00c04fd430c8",
    project_id="6ba7b814-9dad-41d1-80b4-00c04fd430c8",
    origin="github.com/acme/jwt-pizza-frontend",
)

# Jobs on `main` and on release branches, of this repository and not of its forks.
CIRCLE_CI = [
    CircleCiSubject.branch(FRONTEND, "main"),
    CircleCiSubject.branch_pattern(FRONTEND, "release/*"),
]

# Jobs of builds of `main`.
BUILDKITE = [
    BuildkiteSubject.branch(
        "acme/jwt-pizza-factory",
        "main",
        pipeline_id="6ba7b815-9dad-41d1-80b4-00c04fd430c8",
    )
]
