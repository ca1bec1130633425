package dev.weft.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JoinedModulesTest {
  private static Map<String, String> joined(Map<String, String> modules) {
    Map<String, byte[]> contents = new TreeMap<>();
    contents.put(
        "imports.json", "{\"lib\": \"lib/all.js\", \"lib/\": \"lib/parts/\"}".getBytes(UTF_8));
    modules.forEach((name, text) -> contents.put(name, text.getBytes(UTF_8)));
    Map<String, String> joined = new TreeMap<>();
    JoinedModules.of(contents).forEach((name, bytes) -> joined.put(name, new String(bytes, UTF_8)));
    return joined;
  }

  @Test
  void whatTheFirstImports_isOneFile_eachModuleAFunction() {
    String main =
        joined(
                Map.of(
                    "js/main.js",
                    "import './deep/side.js';\nimport { a, b as c } from './deep/side.js';\nc(a);\n",
                    "js/deep/side.js",
                    "// a word\nexport const a = 1;\nexport async function b() {}\n"))
            .get("js/main.js");

    assertThat(main)
        .contains(
            "$add('js/deep/side.js', (function ($out) {\nconst a = 1;\nasync function b() {}\n",
            "$out.a = a;\n$out.b = b;\n}));",
            "$use('js/deep/side.js');\nconst { a, b:c } = $use('js/deep/side.js');\nc(a);\n")
        .endsWith("$use('js/main.js');\n")
        .doesNotContain("a word");
  }

  @Test
  void whatIsImportedLater_isAFileOfItsOwn_withoutWhatTheFirstHas() {
    Map<String, String> joined =
        joined(
            Map.of(
                "js/main.js",
                "import { both } from './both.js';\nboth(() => import('./screens/late.js'));\n",
                "js/both.js",
                "export function both() {}\n",
                "js/own.js",
                "export class Own {}\n",
                "js/screens/late.js",
                """
                import { both } from '../both.js';
                import { Own } from '../own.js';
                export default class Late extends Own {}
                export const more = both;
                """));

    assertThat(joined).containsOnlyKeys("js/main.js", "js/screens/late.js");
    assertThat(joined.get("js/main.js"))
        .contains("import($at('js/screens/late.js'))")
        .doesNotContain("js/own.js");
    assertThat(joined.get("js/screens/late.js"))
        .startsWith("import { $add, $at, $use } from '../../js/main.js';\n")
        .contains("$add('js/own.js'")
        .doesNotContain("$add('js/both.js'")
        .endsWith("export { $default as default, $more as more };\n");
  }

  @Test
  void whatTheSecondFileHas_isInNoScreen_whileScreensShareNothing() {
    Map<String, String> joined =
        joined(
            Map.of(
                "js/main.js",
                "import './early.js';\nconst on = () => import('./page.js');\n",
                "js/early.js",
                "export const early = 1;\n",
                "js/page.js",
                "import './shell.js';\nconst all = [() => import('./a.js'), () => import('./b.js')];\n",
                "js/shell.js",
                "export const shell = 1;\n",
                "js/a.js",
                "import './early.js';\nimport './shell.js';\nimport './both.js';\n",
                "js/b.js",
                "import './both.js';\n",
                "js/both.js",
                "export const both = 1;\n"));

    assertThat(joined).containsOnlyKeys("js/main.js", "js/page.js", "js/a.js", "js/b.js");
    assertThat(joined.get("js/main.js")).contains("$add('js/early.js'").doesNotContain("shell");
    assertThat(joined.get("js/page.js")).contains("$add('js/shell.js'");
    assertThat(joined.get("js/a.js"))
        .contains("$add('js/both.js'")
        .doesNotContain("$add('js/early.js'", "$add('js/shell.js'");
    assertThat(joined.get("js/b.js")).contains("$add('js/both.js'");
  }

  @Test
  void libraries_arePackedTight_andFoundByTheirNames() {
    String main =
        joined(
                Map.of(
                    "js/main.js",
                    "import { render } from 'lib';\nrender();\n",
                    "lib/all.js",
                    """
                    import"lib/one.js";export*from"lib/one.js";export{t as two}from"lib/one.js";
                    //# sourceMappingURL=all.js.map
                    """,
                    "lib/parts/one.js",
                    "/**\n * @license of somebody\n */\nconst e=1;function t(){}export{t,e as render};\n"))
            .get("js/main.js");

    assertThat(main)
        .contains(
            "$use('lib/parts/one.js');Object.assign($out, $use('lib/parts/one.js'));"
                + "$out.two = $use('lib/parts/one.js').t;",
            "@license of somebody",
            "const e=1;function t(){}",
            "$out.render = e;\n$out.t = t;")
        .doesNotContain("sourceMappingURL");
  }

  @Test
  void place_ofAModule_isItsOwn() {
    String main =
        joined(
                Map.of(
                    "js/main.js",
                    "import './far/off.js';\n",
                    "js/far/off.js",
                    "new Worker(new URL('./w.js', import.meta.url));\n"))
            .get("js/main.js");

    assertThat(main).contains("new URL('./w.js', $at('js/far/off.js'))");
  }

  @Test
  void modulesThatImportEachOther_areRefused() {
    assertThatThrownBy(() ->
            joined(Map.of("js/main.js", "import './a.js';\n", "js/a.js", "import './main.js';\n")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("modules of the page import each other: [js/main.js, js/a.js] and js/main.js");
  }

  @Test
  void whatCannotBeJoined_isRefused() {
    assertThatThrownBy(() -> joined(Map.of("js/main.js", "import * as all from './a.js';\n")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("js/main.js cannot be joined: import * as all from './a.js';");
    assertThatThrownBy(() -> joined(Map.of("js/main.js", "import { a } from 'else';\n")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("js/main.js imports else, which imports.json lacks");
  }
}
