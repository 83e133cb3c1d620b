// veraPDF's classes, run by the JavaScript engine that it brings along: `vera.js FLAVOUR FILE…`, a line for each fault.
var vera = Packages.org.verapdf;
vera.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var foundry = vera.pdfa.Foundries.defaultInstance();
var flavour = vera.pdfa.flavours.PDFAFlavour.byFlavourId(arguments[0]);
for (var i = 1; i < arguments.length; i++) {
  var parser = foundry.createParser(new java.io.File(arguments[i]), flavour);
  var found = foundry.createValidator(flavour, false).validate(parser);
  var each = found.getTestAssertions().iterator();
  while (each.hasNext()) {
    var one = each.next();
    if (String(one.getStatus()).toLowerCase() == "failed")
      print(i + "\t" + one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber() + ": " + one.getMessage());
  }
  print(i + "\t" + (found.isCompliant() ? "compliant" : "not compliant"));
  parser.close();
}
