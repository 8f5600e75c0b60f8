import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.opensearch.analysis.common.CommonAnalysisModulePlugin;
import org.opensearch.index.analysis.AnalyzerProvider;
import org.opensearch.index.analysis.PreBuiltAnalyzerProviderFactory;
import org.opensearch.indices.analysis.AnalysisModule.AnalysisProvider;

/**
 * The analyzers but for the Thai one. It needs tables of the full Java, and a small one lacks them;
 * the node makes all of its analyzers for each index.
 */
public final class WithoutThai extends CommonAnalysisModulePlugin {
  @Override
  public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
    Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> analyzers =
        new HashMap<>(super.getAnalyzers());
    analyzers.remove("thai");
    return analyzers;
  }

  @Override
  public List<PreBuiltAnalyzerProviderFactory> getPreBuiltAnalyzerProviderFactories() {
    return super.getPreBuiltAnalyzerProviderFactories().stream()
        .filter(analyzer -> !analyzer.getName().equals("thai"))
        .toList();
  }
}
