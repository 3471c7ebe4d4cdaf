package io.tidemark.benchmarks.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompilationLogTest {

  /** As JDK 17 writes it, shortened. */
  private static final String LOG =
      """
      <task compile_id='16' method='app.Caller get (I)I' bytes='14' level='3' stamp='0.066'>
      <klass id='1' name='java.util.HashMap' flags='1'/>
      <method id='2' holder='1' name='put' bytes='13'/>
      <call method='2' instr='invokevirtual'/>
      <inline_fail reason='callee uses too much stack'/>
      </task>
      <task compile_id='28' method='app.Caller get (I)I' bytes='14' count='44943' stamp='0.1'>
      <klass id='1' name='java.util.HashMap' flags='1'/>
      <klass id='5' name='app.Caller' flags='1'/>
      <klass id='7' name='java.util.TidemarkHooks5' flags='1'/>
      <method id='3' holder='5' name='get' bytes='14'/>
      <parse method='3' uses='44943' stamp='0.1'>
      <method id='2' holder='1' name='&lt;init&gt;' bytes='13'/>
      <call method='2' count='44432' inline='1'/>
      <inline_success reason='inline (hot)'/>
      <parse method='2' uses='44944' stamp='0.1'>
      <method id='4' holder='1' name='resize' bytes='356'/>
      <call method='4' count='44432'/>
      <inline_fail reason='hot method too big'/>
      <method id='8' holder='7' name='fire' bytes='9'/>
      <call method='8' count='1'/>
      <inline_success reason='inline (hot)'/>
      <parse method='8' uses='1' stamp='0.1'>
      <klass id='9' name='io.tidemark.agent.registry.HookSink' flags='1'/>
      <method id='10' holder='9' name='accept' bytes='9'/>
      <call method='10' count='1'/>
      <inline_success reason='inline (hot)'/>
      <parse method='10' uses='1' stamp='0.1'>
      <klass id='11' name='java.lang.ref.Reference' flags='1'/>
      <method id='12' holder='11' name='refersTo' bytes='9'/>
      <call method='12' count='1'/>
      <inline_success reason='inline (hot)'/>
      </parse>
      </parse>
      </parse>
      <method id='6' holder='1' name='size' bytes='5'/>
      <call method='6' count='44432'/>
      <inline_success reason='accessor'/>
      </parse>
      </task>
      <task compile_id='29' method='app.Caller getAll (I)I' bytes='14' count='44943' stamp='0.1'>
      <klass id='5' name='app.Caller' flags='1'/>
      <method id='3' holder='5' name='getAll' bytes='14'/>
      <call method='3' count='44432'/>
      <inline_fail reason='recursive'/>
      </task>
      """;

  @Test
  void readsWhatTheSecondCompilerDecidedInThatMethodButForOurCode() {
    assertThat(CompilationLog.read(LOG.lines(), "app.Caller", "get"))
        .containsExactly(
            "Caller.get → HashMap.<init>: inline (hot)",
            "Caller.get → HashMap.size: accessor",
            "HashMap.<init> → HashMap.resize: not inlined");
  }

  @Test
  void aMethodThatWasNotCompiledHasNone() {
    assertThat(CompilationLog.read(LOG.lines(), "app.Caller", "put")).isEmpty();
  }
}
