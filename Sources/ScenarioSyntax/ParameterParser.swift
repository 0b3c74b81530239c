import Diagnostics

// What a function or lambda takes.
extension Parser {
    mutating func parseParameters(until closing: String, annotated: Bool) throws(Unreadable) -> Parameters {
        var parameters = Parameters()
        var kind = Parameter.Kind.ordinary
        while !current.isOp(closing) {
            let start = current.span.start
            if takeOp("/") {
                for index in parameters.items.indices { parameters.items[index].kind = .positionalOnly }
            } else if takeOp("**") {
                parameters.items.append(try parseParameter(.doubleStarred, start, annotated))
            } else if takeOp("*") {
                kind = .keywordOnly
                if !current.isOp(",") { parameters.items.append(try parseParameter(.starred, start, annotated)) }
            } else {
                parameters.items.append(try parseParameter(kind, start, annotated))
            }
            guard takeOp(",") else { break }
        }
        try checkParameters(parameters)
        return parameters
    }

    private mutating func parseParameter(
        _ kind: Parameter.Kind, _ start: Int, _ annotated: Bool
    ) throws(Unreadable) -> Parameter {
        let name = try expectIdentifier("the name of a parameter")
        let annotation = annotated && takeOp(":") ? try parseExpression() : nil
        let value = takeOp("=") ? try parseExpression() : nil
        return Parameter(
            kind: kind, name: name.name, span: Span(start, previousEnd), defaultValue: value, annotation: annotation)
    }

    private mutating func checkParameters(_ parameters: Parameters) throws(Unreadable) {
        var seen: [String: Span] = [:]
        var firstDefault: Parameter?
        for item in parameters.items {
            if let earlier = seen.updateValue(item.span, forKey: item.name) {
                throw fail(
                    "E0210", "there are two parameters '\(item.name)'", at: item.span,
                    help: "Give one of them another name.", related: [RelatedPlace(earlier, "the first one")])
            }
            switch item.kind {
            case .ordinary, .positionalOnly:
                if item.defaultValue != nil {
                    firstDefault = firstDefault ?? item
                } else if let firstDefault {
                    throw fail(
                        "E0210", "a parameter without a default follows one with a default", at: item.span,
                        help: "Put '\(item.name)' before '\(firstDefault.name)', or give it a default.")
                }
            default: break
            }
        }
    }
}
