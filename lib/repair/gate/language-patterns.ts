import type { Language } from './file-kind';

/** Patterns for the languages that we have no parser for. Each is simple enough to take linear time. */
export interface LanguagePatterns {
  /** Start of a comment that runs to the end of the line. */
  readonly lineComment: RegExp | null;
  readonly test: RegExp | null;
  /** Marks that keep a test from running. */
  readonly skip: RegExp | null;
  readonly assertion: RegExp | null;
  /** Ends the process as if all was well. */
  readonly success: RegExp | null;
  readonly network: RegExp;
  readonly environment: RegExp;
  readonly execution: RegExp;
}

const NEVER = /(?!)/g;
const SLASHES = /\/\//;
const HASH = /#/;

const JS_NETWORK = /\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|axios)\b/g;
const JS_ENVIRONMENT = /\b(process\.env|import\.meta\.env|Deno\.env|document\.cookie|localStorage)\b/g;
const JS_PROCESS =
  /\b(eval|child_process|new Function|innerHTML|v-html|document\.write)\b|<script\b|<iframe\b|@html\b|\bset:html\b/g;

export const languagePatterns: Readonly<Record<Language, LanguagePatterns>> = {
  python: {
    lineComment: HASH,
    test: /^[ \t]*(async[ \t]+)?def[ \t]+test\w*/gm,
    skip: /@(pytest\.mark\.|unittest\.)?(skip\w*|xfail|expectedFailure|flaky)\b|\b(pytest\.(skip|xfail|importorskip)|self\.skipTest|SkipTest)\b|\b__test__\s*=\s*False|\bcollect_ignore\b/g,
    assertion:
      /^[ \t]*assert\b|\bself\.(assert|fail)\w*\s*\(|\bpytest\.(raises|warns|approx)\b|\.assert_(called|any|has|not|awaited)\w*/gm,
    success: /\b(sys\.exit|os\._exit|exit|quit)\s*\(\s*(0|None)?\s*\)/g,
    network:
      /\b(requests|httpx|aiohttp|urllib[23]?|http\.client|socket|ftplib|smtplib|paramiko|websockets?|telnetlib|xmlrpc)\b/g,
    environment: /\bos\.(environ\w*|getenv\w*|putenv)\b|\bfrom\s+os\s+import\s+[^\n]*environ|\bdotenv\b/g,
    execution:
      /\b(subprocess|os\.(system|popen|exec\w*|spawn\w*)|eval|exec|compile|__import__|importlib|pickle\.loads?|ctypes|pty)\b/g,
  },
  ruby: {
    lineComment: HASH,
    test: /^[ \t]*(it|specify|scenario|example|test)\b|^[ \t]*def[ \t]+test_\w*/gm,
    skip: /^[ \t]*(xit|xspecify|xdescribe|xcontext|xscenario|fit|fdescribe|fcontext|focus|pending|skip)\b|\b(skip|pending|focus|flaky|retry):[ \t]*\S|,[ \t]*:(skip|pending|focus)\b/gm,
    assertion: /\bexpect[ \t]*[({]|\bis_expected\b|\b(assert|refute)\w*\b|\.(should|must_\w+|wont_\w+)\b/g,
    success: /\bexit!?[ \t]*(\(?[ \t]*(0|true)[ \t]*\)?)?[ \t]*$|\bProcess\.exit/gm,
    network:
      /\b(Net::(HTTP|FTP|SMTP|SSH)|HTTParty|Faraday|RestClient|Typhoeus|Excon|URI\.open|open-uri|TCPSocket|UDPSocket|Socket)\b/g,
    environment: /\bENV\b/g,
    execution:
      /`[^`\n]*`|\b(system|exec|spawn|eval|instance_eval|class_eval|popen|Open3|IO\.popen|Marshal\.load)\b|%x[({[]/g,
  },
  go: {
    lineComment: SLASHES,
    test: /^func[ \t]+(\([^)\n]*\)[ \t]*)?(Test|Benchmark|Example|Fuzz)\w*|\bt\.Run\s*\(/gm,
    skip: /\b[tb]\.(Skip\w*)\s*\(|^\/\/(go:build|[ \t]*\+build)\b|\btesting\.Short\b/gm,
    assertion:
      /\b[tb]\.(Error|Errorf|Fatal|Fatalf|Fail|FailNow)\s*\(|\b(assert|require|is|qt|cmp)\.\w+\s*\(|\bExpect\s*\(/g,
    success: /\bos\.Exit\s*\(\s*0\s*\)/g,
    network:
      /"net(\/[\w/]+)?"|\b(http\.(Get|Post|PostForm|Head|NewRequest\w*|Client|DefaultClient)|net\.(Dial|Listen)\w*)\b/g,
    environment: /\bos\.(Getenv|Environ|LookupEnv|ExpandEnv)\b|\bsyscall\.(Getenv|Environ)\b/g,
    execution:
      /"os\/exec"|\bexec\.Command\w*\b|\bsyscall\.(Exec|ForkExec)\b|"plugin"|"unsafe"|\/\/go:(generate|linkname)\b/g,
  },
  rust: {
    lineComment: SLASHES,
    test: /#\[[ \t]*(\w+::)*(test|rstest|test_case|proptest)\b/g,
    skip: /#\[[ \t]*(ignore|should_panic|cfg_attr)\b/g,
    assertion: /\b(debug_)?assert(_\w+)?!/g,
    success: /\bprocess::exit\s*\(\s*0\s*\)/g,
    network: /\b(reqwest|hyper|ureq|isahc|surf|std::net|tokio::net|TcpStream|UdpSocket|TcpListener)\b/g,
    environment: /\b(std::)?env::(var|vars|var_os|vars_os)\b|\b(option_)?env!/g,
    execution: /\b(std::)?process::Command\b|\bCommand::new\b|\bunsafe\b|\blibc::/g,
  },
  jvm: {
    lineComment: SLASHES,
    test: /@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property)\b|\bfun[ \t]+`[^`\n]*`|^[ \t]*"[^"\n]*"[ \t]+(in|should|-)[ \t]*\{/gm,
    skip: /@(Ignore|Disabled\w*|EnabledIf\w*|EnabledOn\w*|Tag|PendingFeature|Flaky|RetryingTest)\b|\b(assumeTrue|assumeFalse|assumeThat|assumingThat|Assume\.|pending)\b/g,
    assertion: /\b(assert\w*|fail|verify|expect\w*|should\w*)\s*[({]/g,
    success: /\b(System\.exit|exitProcess)\s*\(\s*0\s*\)|\.halt\s*\(\s*0\s*\)/g,
    network:
      /\b(HttpClient|HttpURLConnection|OkHttpClient|RestTemplate|WebClient|URLConnection|openConnection|ServerSocket|DatagramSocket|SocketChannel|Socket|URL|ktor)\b/g,
    environment: /\bSystem\.(getenv|getProperties)\b/g,
    execution:
      /\b(ProcessBuilder|Runtime\.getRuntime|GroovyShell|ScriptEngineManager|Class\.forName|ObjectInputStream|\.execute\(\))\b/g,
  },
  dotnet: {
    lineComment: SLASHES,
    test: /\[[ \t]*(Fact|Theory|Test|TestMethod|TestCase|DataTestMethod|InlineData|DataRow)\b/g,
    skip: /\bSkip[ \t]*=|\[[ \t]*(Ignore|Explicit|Inconclusive|Retry)\b|\bAssert\.(Ignore|Inconclusive|Pass|Skip)\b|\bSkip\.(If|IfNot)\b/g,
    assertion: /\b\w*Assert\.\w+\s*[(<]|\.Should\w*\s*\(|\.Verify\w*\s*\(/g,
    success: /\bEnvironment\.Exit\s*\(\s*0\s*\)/g,
    network: /\b(HttpClient|WebClient|WebRequest|TcpClient|UdpClient|SmtpClient|RestClient|Sockets?)\b/g,
    environment: /\bEnvironment\.GetEnvironmentVariables?\b/g,
    execution:
      /\bProcess\.Start\b|\bProcessStartInfo\b|\bDllImport\b|\bAssembly\.Load\w*\b|\bBinaryFormatter\b/g,
  },
  php: {
    lineComment: /\/\/|#(?!\[)/,
    test: /\bfunction[ \t]+test\w*|@test\b|#\[Test\]|^[ \t]*(it|test)[ \t]*\(/gm,
    skip: /\b(markTestSkipped|markTestIncomplete|->skip\w*|->todo|@group|@requires|expectNotToPerformAssertions|@doesNotPerformAssertions|->only)\b/g,
    assertion: /(->|::)(assert|expect|fail|should)\w*\s*\(|\bexpect\s*\(/g,
    success: /\b(exit|die)\b[ \t]*(\([ \t]*(0|true)?[ \t]*\))?[ \t]*;/g,
    network:
      /\b(curl_\w+|fsockopen|pfsockopen|stream_socket_client|GuzzleHttp|SoapClient|mail|ftp_connect|ssh2_connect)\b|\b(file_get_contents|fopen|copy)\s*\(\s*['"](https?|ftp):/g,
    environment: /\b(getenv|phpinfo)\b|\$_(ENV|SERVER)\b/g,
    execution:
      /\b(exec|shell_exec|system|passthru|proc_open|popen|pcntl_exec|eval|assert_options|create_function|unserialize)\s*\(|`[^`\n]*`/g,
  },
  c: {
    lineComment: SLASHES,
    test: /\b(TEST|TEST_F|TEST_P|TEST_CASE|SCENARIO|BOOST_AUTO_TEST_CASE|START_TEST|QTEST)\b/g,
    skip: /\bDISABLED_\w+|\bGTEST_SKIP\b|\bSKIP\s*\(|\[[.!]\w*\]|#[ \t]*if[ \t]+0\b|\bQSKIP\b/g,
    assertion:
      /\b(EXPECT|ASSERT|CHECK|REQUIRE|BOOST_(CHECK|REQUIRE|TEST)|CU_ASSERT|TEST_ASSERT|ck_assert)\w*\s*\(|\b(static_)?assert\s*\(/g,
    success: /\b(_?exit|quick_exit)\s*\(\s*(0|EXIT_SUCCESS)\s*\)/g,
    network:
      /\b(socket|connect|getaddrinfo|gethostbyname|curl_easy_\w+|boost::asio|QNetworkAccessManager)\b/g,
    environment: /\b(secure_)?getenv\b|\benviron\b/g,
    execution: /\b(system|popen|execl?[vp]?e?p?|fork|dlopen|posix_spawnp?|__asm__|asm)\s*\(/g,
  },
  swift: {
    lineComment: SLASHES,
    test: /\bfunc[ \t]+test\w*|^[ \t]*(test|testWidgets|group)\s*\(|@Test\b/gm,
    skip: /\bXCTSkip\w*\b|\bskip:|\b(throw[ \t]+XCTSkip)|\.disabled\(|\bXCTExpectFailure\b/g,
    assertion: /\bXCT(Assert|Fail|Unwrap)\w*\s*\(|\b(expect|expectLater|verify)\s*\(|#expect\b|#require\b/g,
    success: /\bexit\s*\(\s*0\s*\)/g,
    network:
      /\b(URLSession|NWConnection|Alamofire|AF\.request|HttpClient|Dio|WebSocket|Socket)\b|package:http\//g,
    environment: /\bProcessInfo\.processInfo\.environment\b|\bPlatform\.environment\b|\bgetenv\b/g,
    execution: /\bProcess\s*\(|\bProcess\.(run|start)\b|\bNSTask\b|\bdlopen\b/g,
  },
  shell: {
    lineComment: /(^|\s)#(?!!)/,
    test: /^[ \t]*@test\b|^[ \t]*(function[ \t]+)?test\w+[ \t]*\(\)/gm,
    skip: /^[ \t]*skip\b/gm,
    assertion: /^[ \t]*(assert\w*|refute\w*|\[\[?|test)[ \t]/gm,
    success:
      /\bexit[ \t]+0\b|\bexit[ \t]*$|\|\|[ \t]*(true|:|exit|echo|return[ \t]+0)(?=[\s;)]|$)|;[ \t]*(true|:)[ \t]*$|\bset[ \t]+\+[eo]|\bset[ \t]+\+o[ \t]+(errexit|pipefail)|^\t-\w|&[ \t]*$|\bSilentlyContinue\b/gm,
    network:
      /\b(curl|wget|nc|ncat|netcat|socat|telnet|ssh|scp|sftp|ftp|rsync|dig|nslookup|Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\b|\/dev\/(tcp|udp)\//g,
    environment:
      /\b(printenv|env)\b|\bexport[ \t]+-p\b|\bset[ \t]*$|\bdeclare[ \t]+-[xp]|\$\{?(CI_|GITLAB_|SECRET|TOKEN|PASSWORD|AWS_|\w*_(TOKEN|SECRET|KEY|PASSWORD)\b)|\$env:|\bGet-ChildItem[ \t]+env:/gm,
    execution:
      /\beval\b|\bbase64\b|\bxxd\b|\|[ \t]*(ba|z|k)?sh\b|\b(npm|pip3?|gem|cargo|go|apt(-get)?|apk|yum|brew)[ \t]+(install|add|i|get)\b|^[ \t]*(source|\.)[ \t]|\bchmod\b|\bsudo\b/gm,
  },
  markup: {
    lineComment: null,
    test: null,
    skip: null,
    assertion: null,
    success: null,
    network: JS_NETWORK,
    environment: JS_ENVIRONMENT,
    execution: JS_PROCESS,
  },
  settings: {
    lineComment: HASH,
    test: null,
    skip: null,
    assertion: null,
    success:
      /\|\|[ \t]*(true|:|exit[ \t]+0|echo)\b|\bexit[ \t]+0\b|\ballow_failure["']?[ \t]*:[ \t]*true|\bcontinue-on-error["']?[ \t]*:[ \t]*true|\bwhen["']?[ \t]*:[ \t]*["']?(manual|never)\b|--(passWithNoTests|exit-zero|no-verify|if-present|no-strict|ignore-errors|force-exit)\b|-D(skipTests|maven\.test\.skip|maven\.test\.failure\.ignore)\b|\b(ignoreBuildErrors|ignoreDuringBuilds|passWithNoTests|testFailureIgnore|ignoreFailures)["']?[ \t]*[:=>][ \t]*true/g,
    network: /\b(curl|wget|nc|ncat|ssh|scp)[ \t]+\S/g,
    environment: /\bprintenv\b|\$\{?CI_(JOB_TOKEN|REGISTRY_PASSWORD|DEPLOY_PASSWORD)\b/g,
    execution: NEVER,
  },
};

/** The text without line comments, line by line; good enough to see that a test was commented out. */
export function withoutLineComments(text: string, lineComment: RegExp | null): string {
  if (lineComment === null) return text;
  return text
    .split('\n')
    .map((line) => {
      const found = lineComment.exec(line);
      if (found === null) return line;
      // A mark inside a text is no comment; an odd number of quotes before it says so.
      const before = line.slice(0, found.index);
      const quotes = (before.match(/["'`]/g) ?? []).length;
      return quotes % 2 === 0 ? before : line;
    })
    .join('\n');
}
