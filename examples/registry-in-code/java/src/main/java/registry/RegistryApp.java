package registry;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/** The registry of us-east-1 and eu-west-2. The TypeScript app gives the same templates. */
public final class RegistryApp {
  private RegistryApp() {}

  public static void main(final String[] args) {
    final App app = new App();
    new ProdStack(app, "registry-prod", props("us-east-1", "The ECR registry of prod"));
    new LondonStack(app, "registry-london", props("eu-west-2", "The ECR registry of London"));
    app.synth();
  }

  private static StackProps props(final String region, final String description) {
    return StackProps.builder()
        .env(Environment.builder().account("123456789012").region(region).build())
        .description(description)
        .build();
  }
}
