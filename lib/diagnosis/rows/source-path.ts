// Extensions of files that people write and checkers check.
const extensions = new Set(
  (
    'tsv resource apib bb bbappend bbclass dox adb ads adoc agda ahk arb asciidoc asm astro aspx atg avsc awk ba bal bash bas bat bats bazel bicep bib blade bzl c c++ cbl cc ' +
    'cfg cfm cjs cl clj cljc cljs cmake cmd cob coffee conf config cpp cpy cr cs csh cshtml csproj css csv cts cu cue cxx d dart ' +
    'dhall diff dockerfile edn eex el elm env erb erl ex exs f f03 f08 f77 f90 f95 feature fish fnl for fs fsi fsproj fsx ftl fxml ' +
    'gd gdshader geojson gjs glsl go gohtml gotmpl gql gradle graphql groovy gts h h++ haml handlebars hbs hcl heex hh hjson hlsl ' +
    'hpp hrl hs htm html http hx hxx ini inc inl ino ipp ipynb java jbuilder jenkinsfile jinja jinja2 jl jq js json json5 jsonc ' +
    'jsonl jsonnet jsp jsx kt kts ksh leex less lhs libsonnet liquid lisp lock lua m m4 markdown md mdc mdx mill mjs mk ml mli mm ' +
    'mmd mod move mts mustache nim nix njk nomad nu odin pas pb pbxproj pcss php php4 php5 phps phpt phtml pkl pl plist pm po ' +
    'pod podspec pot pp prisma pro properties props proto ps1 psd1 psm1 pug purs pxd py pyi pyx qml r rake razor rb rbi rbs re rego ' +
    'res resi resx rkt robot ron rs rst ru s sass sbt sc scala scm scss service sh shtml sketch sld slim sls smithy sml sol spec sql ss ' +
    'sss star storyboard strings styl sub sv svelte svg svh swift t targets tcl tex text tf tfvars thrift tmpl toml tpl trigger ts ' +
    'tst tsx twig txt typ v vala vb vbproj vbs vcxproj vhd vhdl vim vm vsh vue wgsl wsdl xaml xhtml xib xlf xliff xml xsd xsl xslt ' +
    'yaml yang yml zig zsh in cls sty dtx rnw rmd qmd vp svp e l y ll yy lex hx as mxml mat prg bzl vbhtml blp gpr spdx ' +
    'pas dpr dfm lpr inc lsp'
  ).split(' '),
);

const names =
  /^(?:(?:Docker|Container|Make|GNUmake|Gem|Rake|Vagrant|Jenkins|Pod|Fast|App|Brew|Guard|Cap|Proc|Thor|Danger|Berks|Puppet|Cheese|Steep|Just|Earth|Tilt|Snake|Cart|Pip|Mint|makef|makef|rakef)(?:file|ile)(?:[.-][\w.-]{1,40})?|BUILD|WORKSPACE|PKGBUILD|SConstruct|SConscript|CODEOWNERS|README|LICENSE|CHANGELOG|COMMIT_EDITMSG|NAMESPACE|DESCRIPTION|\.[a-z][\w.-]{1,40}|[\w-]{1,40}\.env(?:\.\w{1,20})?)$/;

const root = /^(?:[A-Za-z]:[\\/]|\.{0,2}[\\/]|~\/|file:\/\/)/;

/**
 * How sure it is that a text is the path of a source file: 2 by its name, 1 when it has folders and could be one, 0 when it is
 * something else (a time, a host, a class, a sentence).
 */
export function sourcePath(text: string): 0 | 1 | 2 {
  if (text === '' || text.length > 400 || /[<>"`|*?;]|:\/\/|\s$|^\s/.test(text.replace(/^file:\/\//, '')))
    return 0;
  if (!isBalanced(text)) return 0;
  if (text.includes(' ') && !isSpacedPath(text)) return 0;
  if (/^[\w.+-]{1,40}@|[^\\/]:[^\\/]/.test(text)) return 0;
  const name = text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
  const extension = /\.([A-Za-z][\w+]{0,12})$/.exec(name)?.[1];
  if (
    extension !== undefined &&
    name.length > extension.length + 1 &&
    extensions.has(extension.toLowerCase())
  )
    return 2;
  if (names.test(name)) return 2;
  // Hosts and images have a dot in their first part: registry.example/group/till.
  const hasFolder = root.test(text) || /^[\w@~+-]{1,80}[\\/]/.test(text);
  return hasFolder && /[A-Za-z]/.test(name) && !/^\d/.test(name) ? 1 : 0;
}

/** A blank within a path is believed where the path has a root or its first word already has a folder. */
function isSpacedPath(text: string): boolean {
  const words = text.split(' ');
  if (words.length > 6 || words.some((word) => word === '')) return false;
  // A path that comes after prose begins again in a later word.
  if (words.slice(1).some((word) => root.test(word))) return false;
  return root.test(text) || /^[\w@.+-]{1,80}[\\/]/.test(text);
}

function isBalanced(text: string): boolean {
  if (!/[()[\]{}]/.test(text)) return true;
  if (text.includes(' ')) return false;
  const count = (sign: string) => text.split(sign).length;
  return count('(') === count(')') && count('[') === count(']') && count('{') === count('}');
}
