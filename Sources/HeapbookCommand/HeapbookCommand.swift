@main
struct HeapbookCommand {
    static func main() {}
}
