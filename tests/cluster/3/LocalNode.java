import java.util.List;
import java.util.stream.Stream;
import org.opensearch.Version;
import org.opensearch.env.Environment;
import org.opensearch.index.reindex.ReindexModulePlugin;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessModulePlugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/** A node of OpenSearch 3 with the modules of pom.xml. */
final class LocalNode extends Node {
  LocalNode(Environment environment) {
    super(
        environment,
        Stream.of(
                Netty4ModulePlugin.class,
                WithoutThai.class,
                PainlessModulePlugin.class,
                ReindexModulePlugin.class)
            .map(LocalNode::onClassPath)
            .toList(),
        false);
  }

  private static PluginInfo onClassPath(Class<?> plugin) {
    return new PluginInfo(
        plugin.getSimpleName(),
        "from the class path",
        Version.CURRENT.toString(),
        Version.CURRENT,
        System.getProperty("java.specification.version"),
        plugin.getName(),
        null,
        List.of(),
        false);
  }
}
