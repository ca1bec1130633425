package dev.weft.event.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchQueryTest {
  /** Two trees, a task inside a task that failed, an object's life, a line outside every task. */
  private static final Told TOLD =
      new Told(
          """
          {'n':0,'name':'root','msg':'checkout','message':'checkout','levelno':20,'created':1795165200,'context':{'key':'0@7c9f2c1e-aa','user':'ann'},'weft':{'kind':'begin'}}
          {'n':1,'name':'com.acme.Cart','msg':'cart has %d items','message':'cart has 3 items','levelno':20,'created':1795165200,'context':{'key':'1@7c9f2c1e-aa'}}
          {'n':2,'name':'root','msg':'charge','message':'charge','levelno':20,'created':1795165201,'context':{'key':'0@7c9f2c1e-aa/1'},'weft':{'kind':'begin'}}
          {'n':3,'name':'com.acme.Pay','msg':'declined','message':'declined','levelno':40,'created':1795165202,'context':{'key':'1@7c9f2c1e-aa/1'}}
          {'n':4,'name':'root','msg':'rate','message':'rate','levelno':20,'created':1795165202,'context':{'key':'0@7c9f2c1e-aa/1/1'},'weft':{'kind':'begin'}}
          {'n':5,'name':'com.acme.Rate','msg':'got it','message':'got it','levelno':10,'created':1795165202,'context':{'key':'1@7c9f2c1e-aa/1/1'}}
          {'n':6,'name':'root','msg':'charge','message':'FAILED charge','levelno':40,'created':1795165203,'context':{'key':'2@7c9f2c1e-aa/1'},'took':2000,'weft':{'kind':'end','outcome':'failed'}}
          {'n':7,'name':'root','msg':'checkout','message':'checkout','levelno':20,'created':1795165204,'context':{'key':'2@7c9f2c1e-aa'},'took':4000,'weft':{'kind':'end','outcome':'succeeded'}}
          {'n':8,'name':'root','msg':'checkout','message':'checkout','levelno':20,'created':1795165210,'context':{'key':'0@b0000000-bb'},'weft':{'kind':'begin'}}
          {'n':9,'name':'com.acme.Cart','msg':'cart has %d items','message':'cart has 5 items','levelno':20,'created':1795165211,'context':{'key':'1@b0000000-bb'}}
          {'n':10,'obj_id':'o-1','obj':{'state':'new','t':-5,'a':{'b':1}},'status':'born','created':1795165212}
          {'n':11,'obj_id':'o-1','obj':{'state':'pending'},'created':1795165213}
          {'n':12,'obj_id':'o-1','obj':{'state':'failed','t':-6},'created':1795165214}
          {'n':13,'obj_id':'o-1','obj':{'state':'failed','a':{'c':2}},'created':1795165215}
          {'n':14,'obj_id':'o-1','obj':{'state':null},'action':'delete','created':1795165216}
          {'n':15,'name':'main','msg':'up','message':'up','levelno':20,'created':1795165217,'context':null,'weft':{'src':'web-1/7','n':4}}
          {'n':16,'name':'f','msg':'x','message':'x','levelno':20,'created':1795165218,'name2':'y','status2':'z','context':{'key':'mine','status':'open','duration':7}}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          in{declined}                          § 0 1 2 3 4 5 6 7
          in{declined} level:debug              § 5
          -in{declined} level:info              § 8 9 15 16
          under{level:error name:charge}        § 2 3 4 5 6
          under{name:checkout*} "has"           § 1 9
          under{user:ann} type:begin            § 0 2 4
          in{under{declined} "got it"}          § 0 1 2 3 4 5 6 7
          under{in{declined} cart}              § 0 1 2 3 4 5 6 7
          in{a OR declined} in{items}           § 0 1 2 3 4 5 6 7
          in{absent} OR in{items} n:9           § 9
          status:failed                         § 2 3 6
          status:succeeded                      § 0 1 7
          status:running                        § 4 5 8 9
          status:(failed running) level:error   § 3 6
          status:lost                           §
          -status:* n:>14                       § 15 16
          status:=failed                        § 2 3 6
          name:charge                           § 2 3 6
          name:ch*                              § 0 1 2 3 6 7 8 9
          name:/^r/                             § 4 5
          name:"charge"                         § 2 3 6
          name:* level:debug                    § 5
          name:>=d                              § 4 5
          duration:>3s                          § 0 1 7
          duration:>=2s                         § 0 1 2 3 6 7
          duration:2s                           § 2 3 6
          duration:[2000ms TO 4s}               § 2 3 6
          duration:<0.05m level:error           § 3 6
          duration:*                            § 0 1 2 3 6 7
          level:error duration:>500ms           § 3 6
          f.status:open                         § 16
          f.duration:>5                         § 16
          obj.state:pending->failed             § 12
          obj.state:->failed                    § 12
          obj.state:new->                       § 11
          obj.state:failed->                    § 14
          obj.state:->*                         § 10 11 12
          obj.state:*->*                        § 11 12
          obj.state:(new->pending ->failed)     § 11 12
          state:p*->f*                          § 12
          obj.t:-5->-6                          § 12
          obj.t:->-5                            § 10
          obj.a.b:1->                           § 13
          obj.state:failed                      § 12 13
          obj.state:failed->failed              §
          -obj.state:->failed obj.state:*       § 10 11 13
          key:1@7c9f2c1e-aa/1                   § 3
          key:4@~web-1/7                        § 15
          key:* n:>12                           § 15 16
          task:7c9f2c1e/1                       § 2 3 4 5 6
          task:b0000000 depth:0                 § 8 9
          depth:2                               § 4 5
          seq:>=2                               § 6 7
          time:>=2026-11-20T09:00:16Z -n:16     § 14 15
          time:-1h                              §
          time:>-1h level:error                 § 3 6
          time:now/d n:0                        § 0
          """)
  void matches(String query, String numbers) {
    List<Integer> expected =
        numbers == null
            ? List.of()
            : Arrays.stream(numbers.split(" ")).map(Integer::valueOf).toList();
    assertThat(TOLD.matching(query)).isEqualTo(expected);
  }

  @Test
  void patternAndItsId_areTheSameForEveryLineOfOnePlace() {
    String id = LinePattern.of(TOLD.event(1)).orElseThrow().id();
    assertThat(TOLD.matching("pattern:" + id)).containsExactly(1, 9);
    assertThat(TOLD.matching("-pattern:* n:*")).containsExactly(10, 11, 12, 13, 14);
    assertThat(Query.parse("pattern:" + id).matches(TOLD.event(9))).isTrue();
  }

  @Test
  void times_areOfTheViewsZone_andFixedWhenTheQueryIsMade() {
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");
    assertThat(TOLD.matching("time:<=2026-11-20T14:30:00 n:<3", kolkata)).containsExactly(0, 1);
    assertThat(TOLD.matching("time:2026-11-20 n:0", ZoneId.of("Pacific/Kiritimati")))
        .containsExactly(0);
    assertThat(TOLD.matching("time:2026-11-19 n:0", ZoneId.of("Etc/GMT+12"))).containsExactly(0);
    SearchQuery query = SearchQuery.parse("time:>-10m", Clock.fixed(Told.NOW, kolkata), kolkata);
    assertThat(query.now()).isEqualTo(Told.NOW);
    assertThat(query.zone()).isEqualTo(kolkata);
  }

  @Test
  void inner_listsTheOutermostBraces_eachWithItsOwnInner() {
    SearchQuery query = parse("in{a under{b in{c}}} OR -under{d} x:(1 2)");
    assertThat(query.inner()).hasToString("[a under{b in{c}}, d]");
    assertThat(query.inner().get(0).inner()).hasToString("[b in{c}]");
    assertThat(query.inner().get(0).inner().get(0).inner()).hasToString("[c]");
    assertThat(query.inner().get(1).inner()).isEmpty();
    assertThat(query.alone()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          level:error logger:a.* x:1 pattern:p1 rkey:# § true
          name:a                                       § false
          status:failed                                § false
          duration:>1s                                 § false
          obj.x:->1                                    § false
          in{a}                                        § false
          """)
  void alone_tellsWhetherAnEventIsEnough(String query, boolean alone) {
    assertThat(parse(query).alone()).isEqualTo(alone);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          level:eror            § 6  § "eror" is no level                       § level:error
          a level:warm          § 8  § "warm" is no level                       § a level:warn
          duration:>5x          § 10 § "5x" is no length of time                §
          duration:long         § 9  § "long" is no length of time              §
          time:>yesterday       § 6  § "yesterday" is no time                   §
          time:now-15m          § 5  § "now-15m" is no time                     § time:-15m
          status:faild          § 7  § "faild" is no status                     § status:failed
          in{type:mesg}         § 8  § "mesg" is no type                        § in{type:msg}
          seq:many              § 4  § seq: takes a number                      §
          depth:x               § 6  § depth: takes a number                    §
          task:7c9f             § 5  § "7c9f" is too short                      § task:"7c9f"
          task:7c9f/1           § 5  § "7c9f" is too short                      § task:"7c9f/1"
          level:error->warn     § 0  § only fields of live objects go           § obj.level:error->warn
          a f.x:1->2            § 2  § only fields of live objects go           § a obj.x:1->2
          x:a->/(/              § 7  § not a regular expression                 §
          a | cuont by b        § 4  § unknown stage "cuont"                    § a | count by b
          a | top x b           § 8  § "x" is no number                         §
          level: error          § 6  § expected a value right after "level:"    § level:error
          rate^2                § 4  § boosting (^) is not part                 § rate
          user:ann~             § 8  § fuzzy search (~) is not part             § user:ann*
          _exists_:user         § 0  § _exists_: is not part                    § user:*
          time:[1 2]            § 8  § expected TO                              § time:[1 TO 2]
          (a                    § 2  § expected ")"                             § (a)
          in{a                  § 4  § expected "}"                             § in{a}
          """)
  void faults_pointAndMend(String query, int position, String problem, String fix) {
    QueryException wrong = catchThrowableOfType(QueryException.class, () -> parse(query));
    assertThat(wrong.problem()).startsWith(problem);
    assertThat(wrong.position()).isEqualTo(position);
    assertThat(wrong.fix().orElse(null)).isEqualTo(fix);
  }

  @Test
  void fault_canBeSearchedAsText() {
    QueryException wrong =
        catchThrowableOfType(QueryException.class, () -> parse("level: \"a\\b\""));
    assertThat(wrong.asText()).isEqualTo("\"level: \\\"a\\\\b\\\"\"");
    assertThat(parse(wrong.asText()).tree().where())
        .isEqualTo(new Expression.Text(new Term.Phrase("level: \"a\\b\"")));
  }

  @Test
  void urls_areText() {
    assertThat(parse("http://localhost:80/a").tree().where())
        .isEqualTo(new Expression.Text(Term.Word.of("http://localhost:80/a")));
    assertThat(parse("foo->bar").tree().where())
        .isEqualTo(new Expression.Text(Term.Word.of("foo->bar")));
  }

  @Test
  void windowsPath_isOfferedInQuotes() {
    SearchQuery query = parse("level:error C:\\temp\\x.log now");
    assertThat(query.hints())
        .containsExactly(
            new SearchQuery.Hint(
                12,
                "C:\\temp\\x.log is read as field C; a path stands in quotes",
                "level:error \"C:\\\\temp\\\\x.log\" now"));
    assertThat(parse(query.hints().get(0).fix()).hints()).isEmpty();
  }

  @Test
  void ambiguousTask_isAFault_thatListsTheCandidates() {
    SearchQuery query = parse("level:error in{task:7c9f2c1e/1}");
    query.checkTasks(prefix -> List.of(prefix + "-aa"));
    QueryException wrong =
        catchThrowableOfType(
            QueryException.class,
            () -> query.checkTasks(prefix -> List.of(prefix + "-aa", prefix + "-bb")));
    assertThat(wrong.problem()).endsWith("several tasks begin: 7c9f2c1e-aa, 7c9f2c1e-bb");
    assertThat(wrong.position()).isEqualTo(20);
    assertThat(wrong.fix()).contains("level:error in{task:7c9f2c1e-aa/1}");
  }

  @Test
  void stages_areReadAlong_andLeftToWhoeverHasTheMatches() {
    SearchQuery query = parse("level:error | count by logger | limit 5");
    assertThat(query.steps()).containsExactly(new Step.Count(List.of("logger")), new Step.Limit(5));
    assertThat(TOLD.matching(query)).containsExactly(3, 6);
  }

  private static SearchQuery parse(String text) {
    return SearchQuery.parse(text, Clock.fixed(Told.NOW, ZoneOffset.UTC), ZoneOffset.UTC);
  }
}
