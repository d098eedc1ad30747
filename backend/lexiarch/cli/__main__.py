from lexiarch.cli import main

main()
