print("titrate")
